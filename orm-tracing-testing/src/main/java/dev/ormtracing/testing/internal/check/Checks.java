package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.FinishedTestListener;
import dev.ormtracing.testing.TreeFormat;
import dev.ormtracing.testing.check.SuppressOrmChecks;
import dev.ormtracing.testing.internal.fact.Annotations;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the checks that a project wants on each test. */
public final class Checks implements FinishedTestListener {

    static final List<Check> ALL = List.of(
            new NPlusOneCheck(),
            new QueryPerRowCheck(),
            new UnbatchedWritesCheck(),
            new UnboundedResultCheck(),
            new InMemoryPaginationCheck(),
            new CartesianFetchCheck(),
            new PaginationWithoutOrderCheck(),
            new LazyLoadOutsideTransactionCheck(),
            new WriteOutsideTransactionCheck(),
            new IdleFlushCheck(),
            new FlushPerQueryCheck(),
            new LargePersistenceContextCheck(),
            new ConcatenatedQueryCheck(),
            new InListCheck(),
            new IdleConnectionCheck(),
            new UpdateWithoutChangeCheck(),
            new SelectThenDeleteCheck(),
            new CacheNeverHitCheck());

    @Override
    public void finished(FinishedTest test) {
        CheckSettings settings = new CheckSettings(test.run());
        List<Check> wanted = ALL.stream()
                .filter(check -> settings.severity(check) != Severity.OFF && !isSuppressed(test, check))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        TestSpans spans = new TestSpans(SpanNode.all(test.trees()), settings.idleConnection());
        KnownFindings known = KnownFindings.of(test.run());
        List<String> failures = new ArrayList<>();
        for (Check check : wanted) {
            check.findings(spans)
                    .distinct()
                    .filter(finding -> !known.contains(test, check, finding))
                    .map(finding -> "[" + check.name() + "] " + finding.words())
                    .forEach(settings.severity(check) == Severity.FAIL ? failures::add : note(test));
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(test.shortName() + ":\n" + String.join("\n", failures) + "\n\nThe traces:\n\n"
                    + TreeFormat.standard().text(test.trees()));
        }
    }

    private static Consumer<String> note(FinishedTest test) {
        return words -> System.err.println("Note: " + test.shortName() + ": " + words);
    }

    private static boolean isSuppressed(FinishedTest test, Check check) {
        return Annotations.places(test).stream()
                .flatMap(place -> AnnotationSupport.findAnnotation(place, SuppressOrmChecks.class).stream())
                .map(SuppressOrmChecks::value)
                .anyMatch(names -> names.length == 0 || Stream.of(names).anyMatch(check.name()::equals));
    }
}
