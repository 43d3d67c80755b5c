package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.app;
import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.SampleSpan.traces;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static dev.ormtracing.testing.TraceAssertions.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TracesAssertTest {

    @Test
    void nPlusOne_isToldWithItsSubjectNumberAndRemedy() {
        TraceRecorder recorder = TraceRecorder.create();
        Span transaction = recorder.openTelemetry()
                .getTracer("sample")
                .spanBuilder("orm:client:transaction")
                .startSpan();
        assertThatTraces(recorder.traces()).assertNoNPlusOne();
        transaction.addEvent(
                "orm.n_plus_one",
                Attributes.builder()
                        .put("orm.n_plus_one.subject", "User.posts")
                        .put("orm.n_plus_one.count", 12)
                        .put("orm.n_plus_one.duration", 0.0345)
                        .put("orm.n_plus_one.loaded_by", "User.getResultList")
                        .put("orm.n_plus_one.remedy", "join fetch User.posts")
                        .build());
        transaction.end();

        assertThatThrownBy(() -> assertThatTraces(recorder.traces()).assertNoNPlusOne())
                .hasMessage("""
                        Expecting no N+1:
                          User.posts (12 times, 34.5 ms) below [transaction], after User.getResultList
                            remedy: join fetch User.posts

                        The traces:

                        transaction""");
    }

    @Test
    void unbatchedWrites_areNamedWithTheirRemedy() {
        TraceRecorder recorder = TraceRecorder.create();
        Span transaction = recorder.openTelemetry()
                .getTracer("sample")
                .spanBuilder("orm:client:transaction")
                .startSpan();
        assertThatTraces(recorder.traces()).assertNoUnbatchedWrites();
        transaction.addEvent(
                "orm.unbatched_writes",
                Attributes.builder()
                        .put("orm.unbatched_writes.subject", "insert users")
                        .put("orm.unbatched_writes.count", 110)
                        .put("orm.unbatched_writes.duration", 0.0345)
                        .put("orm.unbatched_writes.remedy", "hibernate.jdbc.batch_size")
                        .build());
        transaction.end();

        assertThatTraces(recorder.traces()).assertNoNPlusOne();
        assertThatThrownBy(() -> assertThatTraces(recorder.traces()).assertNoUnbatchedWrites())
                .hasMessage("""
                        Expecting no unbatched writes:
                          insert users (110 times, 34.5 ms) below [transaction]
                            remedy: hibernate.jdbc.batch_size

                        The traces:

                        transaction""");
    }

    private static final Traces NONE = traces();
    private static final Traces FIND = traces(find("User"));
    private static final Traces LAZY = traces(
            operation("User.posts.initialize")
                    .attribute("orm.lazy", true)
                    .attribute("orm.role", "User.posts")
                    .with(select("posts", "select * from posts where user_id=?")),
            operation("User.posts.initialize")
                    .attribute("orm.lazy", true)
                    .attribute("orm.role", "User.posts")
                    .with(select("posts", "select * from posts where user_id=?")),
            operation("Profile.initialize").attribute("orm.lazy", true).attribute("model", "Profile"));
    private static final Traces FAILED = traces(
            operation("User.persist").error("Oops").with(query("INSERT users").error("23505")));
    private static final Traces OVERLAPPING = traces(
            operation("A").with(orm("serialize").at(10, 30), orm("connect").at(20, 40)));

    private static SampleSpan select(String table, String text) {
        return query("SELECT " + table).attribute("db.query.text", text);
    }

    static Stream<Arguments> holding() {
        return Stream.of(
                row("isEmpty", NONE, TracesAssert::isEmpty),
                row("hasRoots", FAILED, traces -> traces.hasRoots(1)),
                row("hasSpan by type", FIND, traces -> traces.hasSpan("connect")),
                row("hasSpan by name", FIND, traces -> traces.hasSpan("orm:client:connect")),
                row("hasSpan by line", FIND, traces -> traces.hasSpan("db_query CLIENT SELECT ...")),
                row("hasNoSpan", FIND, traces -> traces.hasNoSpan("compile")),
                row("hasOperation", FIND, traces -> traces.hasOperation("User.find")),
                row("hasNoOperation", FIND, traces -> traces.hasNoOperation("User.remove")),
                row("hasNoOperations", traces(app("x")), TracesAssert::hasNoOperations),
                row("hasQueries", LAZY, traces -> traces.hasQueries(2)),
                row("hasAtMostQueries", LAZY, traces -> traces.hasAtMostQueries(2)),
                row(
                        "hasNoQueries",
                        traces(orm("commit_transaction").with(query("commit"))),
                        TracesAssert::hasNoQueries),
                row("hasNoQueryMoreThan", LAZY, traces -> traces.hasNoQueryMoreThan(2)),
                row("hasNoLazyLoading", FIND, TracesAssert::hasNoLazyLoading),
                row("hasNoErrors", FIND, TracesAssert::hasNoErrors),
                row("satisfy", FIND, traces -> traces.satisfy(TraceInvariants.standard())),
                row(
                        "ignoring",
                        FIND,
                        traces -> traces.ignoring("serialize", "connect", "hydrate")
                                .matchesTree("""
                                operation User.find
                                  db_query CLIENT SELECT User
                                """)),
                row(
                        "ignoring by predicate",
                        FIND,
                        traces -> traces.ignoring(tree -> !tree.hasType("connect"))
                                .matchesTree("connect")),
                row(
                        "inFormat",
                        FAILED,
                        traces -> traces.inFormat(TreeFormat.standard().withFullNames())
                                .matchesTree("""
                                orm:client:operation User.persist ERROR Oops
                                  ...
                                """)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("holding")
    void assertion_passes(String claim, Traces traces, Consumer<TracesAssert> assertion) {
        assertThatCode(() -> assertion.accept(assertThatTraces(traces))).doesNotThrowAnyException();
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                row("isEmpty", FIND, TracesAssert::isEmpty, "Expecting no spans"),
                row("hasRoots", FIND, traces -> traces.hasRoots(2), "Expecting 2 trees, not 1"),
                row("hasSpan", FIND, traces -> traces.hasSpan("compile"), "Expecting a span compile"),
                row("hasNoSpan", FIND, traces -> traces.hasNoSpan("connect"), "Expecting no span connect"),
                row("hasOperation", FIND, traces -> traces.hasOperation("find"), "Expecting an operation find"),
                row(
                        "hasNoOperation",
                        FIND,
                        traces -> traces.hasNoOperation("User.find"),
                        "Expecting no operation User.find"),
                row("hasNoOperations", FIND, TracesAssert::hasNoOperations, "Expecting no operations"),
                row("hasQueries", FIND, traces -> traces.hasQueries(2), """
                        Expecting 2 queries, not 1:
                          1. SELECT User"""),
                row("hasQueries without any", NONE, traces -> traces.hasQueries(1), "Expecting 1 query, not 0"),
                row("hasAtMostQueries", LAZY, traces -> traces.hasAtMostQueries(1), """
                        Expecting at most 1 query, not 2:
                          1. select * from posts where user_id=?
                          2. select * from posts where user_id=?"""),
                row("hasNoQueries", FIND, TracesAssert::hasNoQueries, "Expecting 0 queries, not 1"),
                row("hasNoQueryMoreThan", LAZY, traces -> traces.hasNoQueryMoreThan(1), """
                        Expecting no query more than 1 times:
                          select * from posts where user_id=? (2 times)"""),
                row("hasNoLazyLoading", LAZY, TracesAssert::hasNoLazyLoading, """
                        Expecting no lazy loading:
                          User.posts (2 times)
                          Profile"""),
                row("hasNoErrors", FAILED, TracesAssert::hasNoErrors, """
                        Expecting no errors:
                          operation User.persist ERROR Oops
                          db_query CLIENT INSERT users ERROR 23505"""),
                row(
                        "satisfy",
                        OVERLAPPING,
                        traces -> traces.satisfy(TraceInvariants.standard()),
                        "[connect] starts 10 ns before the end of [serialize]"),
                row("as", FIND, traces -> traces.as("after login").isEmpty(), "[after login] Expecting no spans"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void assertion_fails(String claim, Traces traces, Consumer<TracesAssert> assertion, String message) {
        assertThatThrownBy(() -> assertion.accept(assertThatTraces(traces)))
                .isInstanceOf(AssertionError.class)
                .message()
                .startsWith(message);
    }

    @Test
    void failure_showsTheTraces() {
        assertThatThrownBy(() -> assertThatTraces(FIND).isEmpty())
                .message()
                .endsWith("\n\nThe traces:\n\n" + FIND.text());
        assertThatThrownBy(() -> assertThatTraces(NONE).hasSpan("x")).message().endsWith("(no spans)");
    }

    @Test
    void assertThatTraces_takesTheSpansOfAnotherExporter() {
        assertThatTraces(FIND.stream().map(SpanTree::span).toList()).hasQueries(1);
    }

    @Test
    void assertThatTree_seesOneTree() {
        assertThatTree(LAZY.trees().get(2)).hasNoQueries().hasRoots(1);
    }

    @Test
    void assertThatTraces_seesWhatHasEndedUntilThen() {
        try (TraceRecorder recorder = TraceRecorder.create()) {
            TracesAssert before = assertThatTraces(recorder.traces());
            find("User").record(recorder.openTelemetry());

            before.isEmpty();
            assertThat(recorder.traces().trees()).isNotEmpty();
        }
    }

    private static Arguments row(String claim, Traces traces, Consumer<TracesAssert> assertion, String... message) {
        return message.length == 0
                ? Arguments.of(claim, traces, assertion)
                : Arguments.of(claim, traces, assertion, message[0]);
    }
}
