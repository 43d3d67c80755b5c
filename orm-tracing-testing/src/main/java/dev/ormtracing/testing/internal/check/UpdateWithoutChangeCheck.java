package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SqlText;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Nothing of a row changes but its version. */
final class UpdateWithoutChangeCheck implements Check {

    private static final Pattern VERSION_ONLY =
            Pattern.compile("^update\\s+\\S+\\s+set\\s+(\\w+)\\s*=\\s*\\?\\s+where\\b.*\\b\\1\\s*=\\s*\\?");

    @Override
    public String name() {
        return "update-without-change";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.queries()
                .filter(span -> SqlText.of(span.sql()).has(VERSION_ONLY))
                .map(span -> new Finding(
                        span.summary(),
                        span.summary() + " in " + span.owner()
                                + " changes nothing but the version: a changed collection, or a forced increment;"
                                + " @OptimisticLock(excluded = true) where no reader needs it"));
    }
}
