package dev.ormtracing.testing.internal.baseline;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The changes as a report of JUnit: a test that does more than before has failed. */
public final class JUnitXml {

    private JUnitXml() {}

    /** All tests of the newer baseline and those that are no longer there. */
    public static String of(List<Change> changes, Baseline after) {
        SortedMap<String, List<Change>> byTest = new TreeMap<>();
        after.tests().keySet().forEach(name -> byTest.put(name, List.of()));
        byTest.putAll(changes.stream()
                .collect(Collectors.groupingBy(change -> change.test().name())));
        long failures = byTest.values().stream().filter(JUnitXml::isFailure).count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"orm-tracing baseline\" tests=\"")
                .append(byTest.size())
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"0\" skipped=\"0\">\n");
        byTest.forEach((name, ofTest) -> add(xml, name, ofTest));
        return xml.append("</testsuite>\n").toString();
    }

    private static boolean isFailure(List<Change> changes) {
        return changes.stream().anyMatch(Change::isRegression);
    }

    private static void add(StringBuilder xml, String name, List<Change> changes) {
        int dot = name.lastIndexOf('.');
        xml.append("  <testcase classname=\"")
                .append(escaped(name.substring(0, Math.max(dot, 0))))
                .append("\" name=\"")
                .append(escaped(name.substring(dot + 1)))
                .append("\">\n");
        if (isFailure(changes)) {
            xml.append("    <failure message=\"")
                    .append(escaped(words(changes, true)))
                    .append("\"/>\n");
        }
        String others = words(changes, false);
        if (!others.isEmpty()) {
            xml.append("    <system-out>").append(escaped(others)).append("</system-out>\n");
        }
        xml.append("  </testcase>\n");
    }

    private static String words(List<Change> changes, boolean regressions) {
        return changes.stream()
                .filter(change -> change.isRegression() == regressions)
                .map(Change::words)
                .collect(Collectors.joining("; "));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
    }
}
