package dev.ormtracing.testing.internal.baseline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BaselineFormat} writes. */
final class BaselineParser {

    private static final Pattern OPERATION =
            Pattern.compile("  (?:(\\d+)x )?(.+?)(?:, (\\d+) rows?)?(?:, plan cache (hit|miss))?");
    private static final Pattern FLUSH = Pattern.compile("    (\\d+)x flush(?:, (\\d+) entit(?:y|ies))?"
            + "(?:, (\\d+) inserts?)?(?:, (\\d+) updates?)?(?:, (\\d+) deletes?)?");
    private static final Pattern STATEMENT =
            Pattern.compile("    (\\d+)x (.+?)(?: \\(([^()]*)\\))?(?:, (\\d+) in batches)?");
    private static final String REPETITION = "  N+1 ";

    private final String origin;
    private final Baseline baseline = Baseline.empty();
    private @Nullable TestEntry test;
    private String operation = "";

    BaselineParser(String origin) {
        this.origin = origin;
    }

    Baseline parse(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                read(line.stripTrailing(), number);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        origin + ", line " + number + ": " + e.getMessage() + ": " + line.strip(), e);
            }
        }
        return baseline;
    }

    private void read(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.matches("(<{7}|={7}|>{7}|\\|{7}).*")) {
            throw new IllegalArgumentException("a conflict of two branches is not resolved");
        }
        if (!line.startsWith(" ")) {
            test = TestEntry.at(line, number);
            operation = "";
            baseline.put(test);
            return;
        }
        TestEntry current = test;
        if (current == null) {
            throw new IllegalArgumentException("not below the name of a test");
        }
        if (line.startsWith(REPETITION)) {
            current.nPlusOnes().add(line.substring(REPETITION.length()));
        } else if (!line.startsWith("    ")) {
            operation(current, matched(OPERATION, line));
        } else if (operation.isEmpty()) {
            throw new IllegalArgumentException("not below an operation");
        } else if (FLUSH.matcher(line).matches()) {
            flush(current, matched(FLUSH, line));
        } else {
            statement(current, matched(STATEMENT, line));
        }
    }

    private void operation(TestEntry current, Matcher line) {
        operation = line.group(2);
        String use = line.group(4);
        PlanCache cache = use == null ? PlanCache.UNKNOWN : use.equals("hit") ? PlanCache.HIT : PlanCache.MISS;
        current.change(
                operation, entry -> entry.plus(number(line, 1), number(line, 3)).with(cache));
    }

    private void flush(TestEntry current, Matcher line) {
        FlushEntry flush =
                new FlushEntry(number(line, 1), number(line, 2), number(line, 3), number(line, 4), number(line, 5));
        current.change(operation, entry -> entry.plus(flush));
    }

    private void statement(TestEntry current, Matcher line) {
        String shape = line.group(3);
        StatementEntry statement = new StatementEntry(
                line.group(2),
                shape == null ? StatementShape.NONE : StatementShape.parse(shape),
                number(line, 1),
                number(line, 4));
        current.change(operation, entry -> entry.plus(statement));
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("cannot be read");
        }
        return matcher;
    }

    private static long number(Matcher line, int group) {
        return line.group(group) == null ? 0 : Long.parseLong(line.group(group));
    }
}
