package dev.ormtracing.testing.baseline;

import dev.ormtracing.testing.internal.baseline.Baseline;
import dev.ormtracing.testing.internal.baseline.Change;
import dev.ormtracing.testing.internal.baseline.Comparison;
import dev.ormtracing.testing.internal.baseline.JUnitXml;
import dev.ormtracing.testing.internal.baseline.Markdown;
import dev.ormtracing.testing.internal.baseline.Sarif;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command that compares two baselines, and prints the changes as Markdown. The jar of the test kit starts it:
 *
 * <pre>{@code
 * java -jar orm-tracing-testing.jar before.txt src/test/resources/orm-baseline.txt \
 *     --fail-on=regression --sarif=target/orm.sarif --junit=target/orm-junit.xml
 * }</pre>
 *
 * <p>It ends with 0, with 1 if there is what {@code --fail-on} names ({@code regression} or {@code change}), and with 2 if
 * it could not compare.
 *
 * @since 0.1.0
 */
public final class CompareBaselines {

    private static final String USAGE = """
            Usage: java -jar orm-tracing-testing.jar BEFORE AFTER [option]...
              --fail-on=never        ends with 0 whatever has changed; this is the default
              --fail-on=regression   ends with 1 if a test does more than before
              --fail-on=change       ends with 1 if a test does anything else than before
              --markdown=FILE        writes the Markdown there instead of printing it
              --sarif=FILE           writes SARIF 2.1.0
              --junit=FILE           writes a report as JUnit's, in XML""";

    private static final Set<String> OPTIONS = Set.of("--fail-on", "--markdown", "--sarif", "--junit");
    private static final Set<String> FAILURES = Set.of("never", "regression", "change");

    private CompareBaselines() {}

    /** Compares two files, and ends the JVM with the result. */
    public static void main(String... arguments) {
        System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err, arguments));
    }

    /** Compares two files, and returns what {@link #main} ends with. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            return compare(out, arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println(e);
        }
        return 2;
    }

    private static int compare(PrintStream out, String... arguments) throws IOException {
        List<String> files = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] option = argument.split("=", 2);
            if (!argument.startsWith("--")) {
                files.add(argument);
            } else if (option.length == 2 && OPTIONS.contains(option[0])) {
                options.put(option[0], option[1]);
            } else {
                throw new IllegalArgumentException("Unknown option " + argument + "\n" + USAGE);
            }
        }
        String failOn = options.getOrDefault("--fail-on", "never");
        if (files.size() != 2 || !FAILURES.contains(failOn)) {
            throw new IllegalArgumentException(USAGE);
        }
        Baseline after = Baseline.read(Path.of(files.get(1)));
        List<Change> changes = Comparison.of(Baseline.read(Path.of(files.get(0))), after);
        write(options.get("--sarif"), Sarif.of(changes, files.get(1).replace('\\', '/')));
        write(options.get("--junit"), JUnitXml.of(changes, after));
        if (!write(options.get("--markdown"), Markdown.of(changes))) {
            out.print(Markdown.of(changes));
        }
        return fails(failOn, changes) ? 1 : 0;
    }

    private static boolean fails(String failOn, List<Change> changes) {
        return switch (failOn) {
            case "regression" -> changes.stream().anyMatch(Change::isRegression);
            case "change" -> !changes.isEmpty();
            default -> false;
        };
    }

    private static boolean write(@Nullable String file, String text) throws IOException {
        if (file == null) {
            return false;
        }
        Path path = Path.of(file).toAbsolutePath();
        Path directory = path.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(path, text);
        return true;
    }
}
