package dev.ormtracing.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServersIT {

    @TempDir
    private Path parent;

    private Process build;

    @BeforeEach
    void startBuild() throws IOException {
        build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessBuild.class.getName())
                .start();
    }

    @AfterEach
    void killBuild() {
        build.destroyForcibly();
    }

    @Test
    void servers_areStartedOnceABuild() throws Exception {
        DatabaseServers first = DatabaseServers.of(parent, build.toHandle());
        DatabaseServers second = DatabaseServers.of(parent, build.toHandle());

        assertThat(first.port("mariadb")).isEqualTo(second.port("mariadb"));
        assertThat(first.port("postgresql")).isEqualTo(second.port("postgresql"));
        ProcessHandle host = host();
        build.destroyForcibly();
        host.onExit().get(5, TimeUnit.MINUTES);
    }

    @Test
    void servers_areGoneWithAKilledBuild() throws Exception {
        DatabaseServers servers = DatabaseServers.of(parent, build.toHandle());
        assertAnswers(servers.port("mariadb"));
        assertAnswers(servers.port("postgresql"));
        ProcessHandle host = host();

        build.destroyForcibly();
        host.onExit().get(5, TimeUnit.MINUTES);

        assertRefuses(servers.port("mariadb"));
        assertRefuses(servers.port("postgresql"));
        assertThat(parent).isEmptyDirectory();
    }

    /** Not known by its arguments, of which the JDK sees the first page only, and those begin with a class path. */
    private ProcessHandle host() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .filter(process -> !process.equals(build.toHandle()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAnswers(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    private static void assertRefuses(int port) {
        assertThatThrownBy(() -> assertAnswers(port)).isInstanceOf(ConnectException.class);
    }

    /** Stands for Maven's process. */
    static final class EndlessBuild {

        public static void main(String[] arguments) throws InterruptedException {
            Thread.currentThread().join();
        }
    }
}
