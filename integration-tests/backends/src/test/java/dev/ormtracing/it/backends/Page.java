package dev.ormtracing.it.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the documentation, so that what it tells readers to write is what the tests run. */
final class Page {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern EXPORT = Pattern.compile("^export (\\w+)=(.*)$", Pattern.MULTILINE);

    private final String text;

    private Page(String text) {
        this.text = text;
    }

    /** {@code backends.md}, for instance. */
    static Page of(String name) {
        try {
            return new Page(
                    Files.readString(ChildJvm.directory().resolve("../../docs").resolve(name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The part below a heading, up to the next one. */
    Page section(String heading) {
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("No section " + heading);
        }
        int end = text.indexOf("\n## ", start + 1);
        return new Page(text.substring(start, end < 0 ? text.length() : end));
    }

    /** The code blocks of a language. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** What the blocks of this page export for OpenTelemetry. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        blocks("sh").stream()
                .flatMap(block -> EXPORT.matcher(block).results())
                .map(MatchResult.class::cast)
                .filter(export -> export.group(1).startsWith("OTEL_"))
                .forEach(export -> variables.put(export.group(1), export.group(2)));
        return variables;
    }

    /** The variables that the page exports, with this endpoint, and as the service that the tests expect. */
    Map<String, String> variables(String endpointName, String endpoint) {
        Map<String, String> variables = variables();
        if (variables.replace(endpointName, endpoint) == null) {
            throw new IllegalStateException(endpointName + " is not exported: " + variables);
        }
        variables.put("OTEL_SERVICE_NAME", "library");
        return variables;
    }

    @Override
    public String toString() {
        return text;
    }
}
