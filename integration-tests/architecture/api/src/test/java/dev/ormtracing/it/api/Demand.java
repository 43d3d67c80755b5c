package dev.ormtracing.it.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page of OpenTelemetry's conventions demands, and what becomes of it.
 *
 * @param level {@code MUST}, {@code SHOULD} or how a table of the page says it
 * @param evidence tests, or a page of ours and words that stand there, or why not
 */
record Demand(String page, String level, String text, State state, String evidence) {

    enum State {
        MET,
        ARGUED,
        NOT
    }

    private static final Path FILE = Path.of("src", "test", "resources", "conventions.txt");

    static List<Demand> all() {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 5))
                    .map(parts -> new Demand(
                            parts[0],
                            parts[1],
                            parts[2],
                            State.valueOf(parts[3].toUpperCase(Locale.ROOT)),
                            parts[4].strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is of those that are a MUST or a SHOULD in so many words. */
    boolean isCounted() {
        return level.startsWith("MUST") || level.startsWith("SHOULD");
    }

    /** What of the evidence is not there. */
    Stream<String> missing(Map<String, List<Path>> tests) {
        return switch (state) {
            case MET -> tests().filter(test -> !exists(test, tests));
            case ARGUED -> Stream.of(evidence).filter(words -> !isWritten(words));
            case NOT -> Stream.empty();
        };
    }

    private Stream<String> tests() {
        return Arrays.stream(evidence.split(", "));
    }

    private static boolean exists(String test, Map<String, List<Path>> tests) {
        String[] parts = test.split("#");
        Pattern method = Pattern.compile("\\b" + parts[1] + "\\(");
        return tests.getOrDefault(parts[0], List.of()).stream()
                .anyMatch(source -> method.matcher(read(source)).find());
    }

    private static boolean isWritten(String evidence) {
        String[] parts = evidence.split(": ", 2);
        return read(ModuleSources.ROOT.resolve(parts[0])).contains(parts[1]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a row of the table. */
    String row() {
        String told = switch (state) {
            case MET -> tests().map(test -> "`" + test.replace('#', '.') + "`").collect(Collectors.joining(", "));
            case ARGUED -> "[" + evidence.split(": ", 2)[0].replace("docs/", "") + "](" + link() + ")";
            case NOT -> evidence;
        };
        return "| " + text + " | " + level + " | " + state.name().toLowerCase(Locale.ROOT) + " | " + told + " |";
    }

    private String link() {
        String page = evidence.split(": ", 2)[0];
        return page.startsWith("docs/") ? page.substring("docs/".length()) : "../" + page;
    }
}
