package dev.ormtracing.testing.internal.baseline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The changes as SARIF 2.1.0, at the line of the test in the newer file. */
@SuppressWarnings("InlineFormatString")
public final class Sarif {

    private static final String DOCUMENT = """
            {
              "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
              "version": "2.1.0",
              "runs": [
                {
                  "tool": {
                    "driver": {
                      "name": "orm-tracing",
                      "rules": [
            %s
                      ]
                    }
                  },
                  "results": [%s]
                }
              ]
            }
            """;
    private static final String RULE = "            {\"id\": %s, \"shortDescription\": {\"text\": %s}}";
    private static final String RESULT = """

                    {
                      "ruleId": %s,
                      "level": "%s",
                      "message": {"text": %s},
                      "partialFingerprints": {"test/v1": %s},
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {"uri": %s},
                            "region": {"startLine": %d}
                          },
                          "logicalLocations": [{"fullyQualifiedName": %s, "kind": "function"}]
                        }
                      ]
                    }\
            """;

    private Sarif() {}

    /**
     * @param uri the newer file, as the server that shows the results finds it
     */
    public static String of(List<Change> changes, String uri) {
        String rules = Stream.of(Change.Kind.values())
                .map(kind -> RULE.formatted(quoted(kind.id()), quoted(kind.title())))
                .collect(Collectors.joining(",\n"));
        String results = changes.stream().map(change -> result(change, uri)).collect(Collectors.joining(","));
        return DOCUMENT.formatted(rules, changes.isEmpty() ? "" : results + "\n      ");
    }

    private static String result(Change change, String uri) {
        String name = change.test().name();
        String fingerprint =
                name + " " + change.kind().id() + " " + change.words().replaceAll("\\d+", "#");
        return RESULT.formatted(
                quoted(change.kind().id()),
                change.isRegression() ? "error" : "note",
                quoted(Comparison.sentence(List.of(change))),
                quoted(fingerprint),
                quoted(uri),
                Math.max(1, change.test().line()),
                quoted(name));
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(character -> {
            switch (character) {
                case '"', '\\' -> json.append('\\').append((char) character);
                case '\n' -> json.append("\\n");
                default -> {
                    if (character < ' ') {
                        json.append(String.format("\\u%04x", character));
                    } else {
                        json.append((char) character);
                    }
                }
            }
        });
        return json.append('"').toString();
    }
}
