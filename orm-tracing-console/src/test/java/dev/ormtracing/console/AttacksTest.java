package dev.ormtracing.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The attacks on the console's own server. */
class AttacksTest extends Attacks {

    AttacksTest() {
        super(ownServer());
    }

    private static Target ownServer() {
        TraceConsole console = TraceConsole.builder().port(0).start();
        return new Target(console.spanProcessor(), console.address().getPort(), console::close);
    }

    @Test
    void otherMachine_cannotConnect() throws IOException {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses()
                    .filter(one -> !one.isLoopbackAddress())
                    .toList()) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port), 10_000);
                    throw new AssertionError("connected by " + address);
                } catch (IOException refused) {
                    assertThat(refused).isNotNull();
                }
            }
        }
    }
}
