package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of a transaction that has begun and not ended, as it is in every test that Spring runs in one. */
class OpenSpansTest {

    private static final long START = 1_700_000_000_000_000_000L;

    private final TraceRecorder recorder = TraceRecorder.create();
    private final Traces traces = recorder.traces();
    private Span transaction;

    @BeforeEach
    void begin() {
        transaction = start("orm:client:transaction", SpanKind.INTERNAL, Context.root());
    }

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void text_showsWhatHasHappenedSoFar() {
        happens(find("User"));

        assertThat(traces.text()).isEqualTo("""
                transaction (not ended)
                  operation User.find
                    serialize
                    connect
                    db_query CLIENT SELECT User
                    hydrate""");
    }

    @Test
    void text_losesTheMarkWhenTheSpanEnds() {
        end();

        assertThat(traces.text()).isEqualTo("transaction");
    }

    @Test
    void matchesTree_wantsTheMark() {
        happens(operation("User.find"));

        assertThatTraces(traces).matchesTree("""
                transaction (not ended)
                  operation User.find
                """);
        assertThatThrownBy(() -> assertThatTraces(traces).matchesTree("""
                transaction
                  operation User.find
                """))
                .hasMessageContaining("+ transaction (not ended)");
    }

    @Test
    void matchesTree_takesAnyTextForTheMark() {
        assertThatTraces(traces).matchesTree("transaction ...");
    }

    @Test
    void queries_countStatementsThatRun() {
        Span statement =
                start("orm:client:db_query", SpanKind.CLIENT, Context.root().with(transaction));
        statement.setAttribute("db.query.summary", "select users");

        assertThatTraces(traces).hasQueries(1);
        assertThatThrownBy(() -> assertThatTraces(traces).hasNoQueries()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatTraces(traces).hasNoSpan("db_query CLIENT select users"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void lazyLoading_isSeen() {
        happens(operation("User.posts.initialize")
                .attribute("orm.lazy", true)
                .attribute("orm.role", "User.posts")
                .with(query("select posts")));

        assertThatThrownBy(() -> assertThatTraces(traces).hasNoLazyLoading()).hasMessageContaining("  User.posts");
    }

    @Test
    void nPlusOne_isSeenBeforeItsEvent() {
        transaction.setAttribute(AttributeKey.stringArrayKey("orm.n_plus_one"), List.of("User.posts", "Profile"));

        assertThatThrownBy(() -> assertThatTraces(traces).assertNoNPlusOne()).hasMessageStartingWith("""
                Expecting no N+1:
                  User.posts (so far) below [transaction (not ended)]
                  Profile (so far) below [transaction (not ended)]
                """);
    }

    @Test
    void nPlusOneSoFar_isCounted() {
        transaction.setAttribute(AttributeKey.stringArrayKey("orm.n_plus_one"), List.of("User.posts"));
        for (int i = 0; i < 6; i++) {
            happens(operation("User.posts.initialize")
                    .attribute("orm.lazy", true)
                    .attribute("orm.role", "User.posts")
                    .with(query("select posts")));
        }

        assertThatThrownBy(() -> assertThatTraces(traces).assertNoNPlusOne()).hasMessageStartingWith("""
                Expecting no N+1:
                  User.posts (6 times so far) below [transaction (not ended)]
                    remedy: join fetch User.posts, @BatchSize on it, or an entity graph
                """);
        assertThatTraces(traces).assertNoNPlusOne(7);
    }

    @Test
    void loopSoFar_wouldBeAnNPlusOne() {
        happens(find("User"));
        happens(find("User"));

        assertThatTraces(traces).assertNoNPlusOne();
        assertThatThrownBy(() -> assertThatTraces(traces).assertNoNPlusOne(2)).hasMessageStartingWith("""
                Expecting no N+1 from 2 times on:
                  User.find (2 times so far) below [transaction (not ended)]: would be an N+1 with more rows
                """);
    }

    @Test
    void operationThatRuns_isNotWithoutError() {
        start("orm:client:operation", SpanKind.INTERNAL, Context.root().with(transaction))
                .setAttribute("name", "User.getResultStream");

        OperationAssert operation = assertThatTraces(traces).hasOperation("User.getResultStream");
        assertThatThrownBy(operation::withoutError)
                .hasMessageContaining("operation User.getResultStream")
                .hasMessageContaining("(not ended)");
        assertThatThrownBy(() -> operation.withoutAttribute("orm.result.count")).isInstanceOf(AssertionError.class);
    }

    @Test
    void duration_reachesAsFarAsIsKnown() {
        happens(operation("User.find").at(0, 50_000));

        assertThat(traces.trees().get(0).duration()).isEqualTo(Duration.ofNanos(50_000));
        assertThat(traces.trees().get(0).hasEnded()).isFalse();
        assertThatTraces(traces).satisfy(TraceInvariants.standard());
    }

    @Test
    void clear_hidesWhatHasHappenedUntilThen() {
        happens(operation("User.persist"));
        traces.clear();
        assertThatTraces(traces).isEmpty();

        happens(operation("User.find"));
        assertThatTraces(traces).matchesTree("""
                transaction (not ended)
                  operation User.find
                """);

        end();
        assertThatTraces(traces).matchesTree("""
                transaction
                  operation User.find
                """);
    }

    @Test
    void isEmpty_isNotTrueOfASpanThatHasOnlyStarted() {
        assertThatThrownBy(() -> assertThatTraces(traces).isEmpty()).hasMessageContaining("transaction (not ended)");
    }

    private Span start(String name, SpanKind kind, Context parent) {
        return recorder.openTelemetry()
                .getTracer("sample")
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent)
                .setStartTimestamp(START, TimeUnit.NANOSECONDS)
                .startSpan();
    }

    private void happens(SampleSpan span) {
        span.record(recorder.openTelemetry(), Context.root().with(transaction));
    }

    private void end() {
        transaction.end(START + 1_000_000, TimeUnit.NANOSECONDS);
    }
}
