package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.app;
import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.SampleSpan.traces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TraceInvariantsTest {

    private static final TraceInvariants STANDARD = TraceInvariants.standard().withTolerance(Duration.ofNanos(50_000));

    static Stream<Arguments> sound() {
        return Stream.of(
                Arguments.of("nothing", traces()),
                Arguments.of("a usual operation", traces(find("User"))),
                Arguments.of(
                        "a usual operation in a request", traces(app("request").with(find("User"), find("User")))),
                Arguments.of(
                        "siblings that touch",
                        traces(operation("A")
                                .at(0, 20)
                                .with(orm("serialize").at(0, 10), query("a").at(10, 20)))),
                Arguments.of(
                        "an empty span at the start of its sibling",
                        traces(operation("A")
                                .at(0, 20)
                                .with(query("a").at(0, 10), orm("serialize").at(0, 0)))),
                Arguments.of(
                        "operations that overlap in a request",
                        traces(app("request")
                                .with(operation("A").at(10, 30), operation("B").at(20, 40)))),
                Arguments.of(
                        "application spans that overlap in an operation",
                        traces(orm("db_query").with(app("a").at(10, 30), app("b").at(20, 40)))),
                Arguments.of(
                        "application spans that outlive an application span",
                        traces(app("request").at(0, 10).with(app("later").at(900_000, 1_000_000)))),
                Arguments.of(
                        "an operation that sticks out of a request by what two clocks differ",
                        traces(app("request")
                                .at(50_000, 100_000)
                                .with(operation("A").at(0, 150_000)))),
                Arguments.of(
                        "a driver's span that sticks out of its statement by what two clocks differ",
                        traces(query("a").at(50_000, 100_000).with(app("driver").at(0, 150_000)))),
                Arguments.of(
                        "a cursor that is closed after its transaction",
                        traces(orm("transaction")
                                .at(0, 40)
                                .with(operation("User.stream")
                                        .attribute("orm.hydrate.duration", 1)
                                        .at(10, 50)))),
                Arguments.of(
                        "a cursor that is open while other operations run",
                        traces(orm("transaction")
                                .with(
                                        operation("User.stream")
                                                .attribute("orm.hydrate.duration", 1)
                                                .at(10, 50),
                                        operation("User.find").at(20, 30)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void check_accepts(String claim, Traces traces) {
        assertThatCode(() -> STANDARD.check(traces)).doesNotThrowAnyException();
        assertThat(STANDARD.violations(traces)).isEmpty();
    }

    static Stream<Arguments> unsound() {
        return Stream.of(
                Arguments.of(
                        "a negative duration",
                        traces(app("request").at(20, 10)),
                        "[request] ends 10 ns before its start"),
                Arguments.of(
                        "a child that starts early",
                        traces(operation("A").at(11, 50).with(orm("connect").at(10, 20))),
                        "[connect] starts 1 ns before its parent [operation A]"),
                Arguments.of(
                        "a child that ends late",
                        traces(operation("A").at(10, 50).with(orm("connect").at(20, 51))),
                        "[connect] ends 1 ns after its parent [operation A]"),
                Arguments.of(
                        "an operation that starts before its request",
                        traces(app("request")
                                .at(50_001, 100_000)
                                .with(operation("A").at(0, 10_000))),
                        "[operation A] starts 50001 ns before its parent [request]"),
                Arguments.of(
                        "an operation that ends after its request",
                        traces(app("request").at(0, 10).with(operation("A").at(5, 50_011))),
                        "[operation A] ends 50001 ns after its parent [request]"),
                Arguments.of(
                        "serialize that ends after connect has started",
                        traces(operation("A")
                                .at(0, 50)
                                .with(
                                        orm("serialize").at(10, 30),
                                        orm("connect").at(20, 40))),
                        "[connect] starts 10 ns before the end of [serialize]"),
                Arguments.of(
                        "serialize within a statement",
                        traces(operation("A")
                                .at(0, 50)
                                .with(query("a").at(10, 30), orm("serialize").at(11, 12))),
                        "[serialize] starts 19 ns before the end of [db_query CLIENT a]"),
                Arguments.of(
                        "operations that overlap in a transaction",
                        traces(orm("transaction")
                                .at(0, 50)
                                .with(operation("A").at(10, 30), operation("B").at(20, 40))),
                        "[operation B] starts 10 ns before the end of [operation A]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsound")
    void check_refuses(String claim, Traces traces, String violation) {
        assertThat(STANDARD.violations(traces)).containsExactly(violation);
        assertThatThrownBy(() -> STANDARD.check(traces))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(violation + "\n\n");
    }

    @Test
    void check_showsTheTimesOfAllSpans() {
        Traces traces = traces(operation("A").at(0, 1500).with(orm("connect").at(1000, 1501)));

        assertThatThrownBy(() -> STANDARD.check(traces))
                .message()
                .endsWith("\n\n       0.000 …       1.500 µs  operation A\n       1.000 …       1.501 µs    connect");
    }

    @Test
    void violations_nameAParentThatIsNotThere() {
        assertThat(STANDARD.violations(childOf(SpanContext.create(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault()))))
                .containsExactly("[operation A] has a parent that was not recorded");
    }

    @Test
    void violations_acceptARemoteParent() {
        assertThat(STANDARD.violations(childOf(SpanContext.createFromRemoteParent(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault()))))
                .isEmpty();
    }

    @Test
    void withTolerance_appliesBetweenTwoClocksOnly() {
        TraceInvariants generous = STANDARD.withTolerance(Duration.ofMillis(1));

        assertThat(generous.violations(
                        traces(app("request").at(0, 10).with(operation("A").at(5, 900_000)))))
                .isEmpty();
        assertThat(generous.violations(
                        traces(operation("A").at(0, 10).with(orm("connect").at(5, 11)))))
                .hasSize(1);
    }

    @Test
    void allowingOverlapOf_leavesOutTheseSpans() {
        Traces traces = traces(orm("transaction")
                .with(operation("A").at(10, 30), operation("B").at(20, 40)));

        assertThat(STANDARD.allowingOverlapOf(tree -> tree.hasType("operation")).violations(traces))
                .isEmpty();
    }

    @Test
    void allowingOutsideOfParent_leavesOutTheseSpans() {
        Traces traces = traces(app("request").at(0, 10).with(operation("A").at(100_000, 200_000)));

        assertThat(STANDARD.violations(traces)).hasSize(1);
        assertThat(STANDARD.allowingOutsideOfParent(tree -> tree.hasType("operation"))
                        .violations(traces))
                .isEmpty();
    }

    @Test
    void violations_knowOurSpansByTheirPrefix() {
        Traces traces = traces(app("prisma:client:operation")
                .at(0, 50)
                .with(
                        app("prisma:client:serialize").at(0, 30),
                        app("prisma:client:connect").at(20, 40)));

        assertThat(STANDARD.violations(traces)).isEmpty();
        assertThat(STANDARD.violations(traces.withSpanNamePrefix("orm:client:", "prisma:client:")))
                .isEqualTo(List.of("[connect] starts 10 ns before the end of [serialize]"));
    }

    private static Traces childOf(SpanContext parent) {
        try (TraceRecorder recorder = TraceRecorder.create()) {
            operation("A").record(recorder.openTelemetry(), Context.root().with(Span.wrap(parent)));
            return recorder.traces();
        }
    }
}
