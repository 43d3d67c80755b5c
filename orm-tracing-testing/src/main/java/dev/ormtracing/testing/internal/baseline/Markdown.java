package dev.ormtracing.testing.internal.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The changes as a comment on a pull request. */
public final class Markdown {

    private Markdown() {}

    /** Ends with a line separator. */
    public static String of(List<Change> changes) {
        if (changes.isEmpty()) {
            return "### What the tests do on the database\n\nNothing has changed.\n";
        }
        StringBuilder text = new StringBuilder("### What the tests do on the database\n");
        section(
                text,
                "Regressions",
                changes.stream().filter(Change::isRegression).toList());
        section(
                text,
                "Other changes",
                changes.stream().filter(change -> !change.isRegression()).toList());
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        text.append("\n**").append(title).append("**\n\n");
        Map<TestEntry, List<Change>> byTest =
                changes.stream().collect(Collectors.groupingBy(Change::test, LinkedHashMap::new, Collectors.toList()));
        byTest.values()
                .forEach(ofTest ->
                        text.append("- ").append(Comparison.sentence(ofTest)).append('\n'));
    }
}
