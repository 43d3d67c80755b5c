package dev.ormtracing.it.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Oracle's own build of MySQL, out of the zip that Maven resolved. */
final class MySqlServer implements EmbeddedServer {

    private static final long SECONDS_TO_START = 300;

    private final Path distribution;
    private @Nullable Process process;

    MySqlServer(Path distribution) {
        this.distribution = distribution;
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public int start(Path directory) throws Exception {
        Path base = directory.resolve("base");
        MySqlDistribution.unpack(distribution, base);
        requireLibraries(base);
        int port = FreePort.find();
        run(base, "--initialize-insecure");
        process = command(
                        base,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + base.resolve("mysqld.sock"),
                        "--mysqlx=OFF",
                        "--performance-schema=OFF",
                        "--skip-log-bin",
                        "--innodb-buffer-pool-size=32M",
                        "--innodb-flush-log-at-trx-commit=0")
                .start();
        awaitPort(port, base);
        return port;
    }

    @Override
    public void stop() throws InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void requireLibraries(Path base) throws IOException, InterruptedException {
        Process version = command(base, "--version").start();
        if (version.waitFor() != 0) {
            throw new IllegalStateException("mysqld does not run here. It needs the system libraries libaio and libnuma"
                    + " (Debian: apt-get install libaio1 libnuma1). It says: " + log(base));
        }
    }

    private static void run(Path base, String option) throws IOException, InterruptedException {
        if (command(base, option).start().waitFor() != 0) {
            throw new IllegalStateException("mysqld " + option + " failed: " + log(base));
        }
    }

    private static ProcessBuilder command(Path base, String... options) {
        List<String> command = new ArrayList<>();
        command.add(base.resolve("bin/mysqld").toString());
        command.add("--no-defaults");
        if (runsAsRoot()) {
            command.add("--user=root");
        }
        command.add("--basedir=" + base);
        command.add("--datadir=" + base.resolve("data"));
        command.addAll(Arrays.asList(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LD_LIBRARY_PATH", base.resolve("lib/private").toString());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        base.resolve("mysqld.log").toFile()));
        return builder;
    }

    private void awaitPort(int port, Path base) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (!answers(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IllegalStateException("mysqld did not start: " + log(base));
            }
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static String log(Path base) throws IOException {
        return Files.readString(base.resolve("mysqld.log"));
    }
}
