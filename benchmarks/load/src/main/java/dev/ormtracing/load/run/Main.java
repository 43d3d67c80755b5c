package dev.ormtracing.load.run;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The command line. */
public final class Main {

    private static final String USAGE = """
            run MINUTES [OPTION...]  compares the variants: 10 minutes for an indication, 60 for figures to publish
            check MINUTES            fails where we certainly add more than twice what opentelemetry-jdbc adds

            --variants=NAME,...      these and their baselines, for instance ours,opentelemetry-jdbc
            --pool=CONNECTIONS       of each application to its database; 1 is too small
            --clients=NUMBER         that send as much as they can; two for each core
            --metrics                each SDK has a meter provider, and we record metrics
            """;

    private Main() {}

    /** Prints the usage if it does not understand the arguments. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        // Each client keeps its own connection.
        System.setProperty("http.maxConnections", "1000");
        // Not the logger of the applications, whose jar is on this class path too.
        System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        Options options = null;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
        System.exit(run(options) ? 0 : 1);
    }

    private static boolean run(Options options) throws Exception {
        Path home = home();
        try (Database database = Database.start(home);
                Benchmark benchmark = Benchmark.start(
                        List.copyOf(options.variants()),
                        options.plan(),
                        new Launch(home, database.url(), options.scenario()),
                        new Load(options.scenario().clients()))) {
            Results results = benchmark.run();
            boolean passes = !options.guard() || new Guard(results, benchmark::again).passes();
            write(home.resolve("results"), new Table(results, benchmark.liveHeaps()));
            return passes;
        }
    }

    private static void write(Path directory, Table table) throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("load.csv"), table.csv());
        Files.writeString(directory.resolve("load.md"), table.markdown());
        System.out.print(table.markdown());
    }

    private static Path home() throws URISyntaxException {
        return Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toAbsolutePath()
                .getParent();
    }
}
