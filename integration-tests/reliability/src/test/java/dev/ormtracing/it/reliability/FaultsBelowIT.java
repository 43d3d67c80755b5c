package dev.ormtracing.it.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.Operations;
import dev.ormtracing.it.Scenario;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.reliability.FaultyDriver.Fault;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceInvariants;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.context.Context;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation, once for each call of the driver that it makes, which fails. */
class FaultsBelowIT {

    private static final TraceInvariants INVARIANTS = TraceInvariants.standard();
    private static final FaultyDriver DRIVER = new FaultyDriver();
    private static final Map<TracingMode, TracedUnit> TRACED = new EnumMap<>(TracingMode.class);
    private static TracedUnit untraced;
    private static int injected;

    @BeforeAll
    static void boot() {
        HikariDataSource pool = Database.H2.pool();
        var source = ObservedDataSource.of(pool, DRIVER);
        untraced = TracedUnit.createUntraced(Database.H2, pool, source, TraceRecorder.create(), Map.of());
        for (TracingMode mode : List.of(TracingMode.FULL, TracingMode.COMPACT, TracingMode.VALUES)) {
            TraceRecorder recorder = TraceRecorder.create();
            OrmTracing tracing = mode.apply(OrmTracing.builder().openTelemetry(recorder.openTelemetry()))
                    .build();
            TRACED.put(mode, TracedUnit.create(Database.H2, pool, source, recorder, tracing, Map.of()));
        }
    }

    @AfterAll
    static void say() {
        System.out.println("Faults of the driver: " + injected);
        TRACED.values().forEach(TracedUnit::close);
        untraced.close();
    }

    static List<Scenario> scenarios() {
        return Operations.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void failingCall_isSeenAsWithoutTracing(Scenario scenario) throws SQLException {
        for (Fault fault : Fault.values()) {
            List<String> all =
                    run(untraced, scenario, driver -> driver.failAt(-1, fault)).calls();
            for (int call = 0; call < all.size(); call++) {
                int failing = call;
                assertSame(
                        scenario,
                        fault + " at call " + call + ", " + all.get(call),
                        driver -> driver.failAt(failing, fault));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void failingCallOfTracing_isNotSeen(Scenario scenario) throws SQLException {
        for (Fault fault : List.of(Fault.SQL, Fault.RUNTIME, Fault.ERROR)) {
            assertSame(scenario, fault + " for tracing", driver -> driver.failAtTracing(fault));
        }
    }

    private static void assertSame(Scenario scenario, String failing, Consumer<FaultyDriver> fault)
            throws SQLException {
        Run expected = run(untraced, scenario, fault);
        for (var traced : TRACED.entrySet()) {
            injected++;
            TraceRecorder recorder = traced.getValue().recorder();
            int openBefore = recorder.openSpans().size();
            Instant start = Instant.now();
            String claim = traced.getKey() + ", " + failing;

            assertThat(run(traced.getValue(), scenario, fault)).as(claim).isEqualTo(expected);
            // Where the connection is lost, so are the session and its transaction.
            if (expected.connectionsLost == 0) {
                // What a session that was lost earlier has left open ends when that is collected, at any time.
                assertThat(recorder.openSpans()).as(claim).hasSizeLessThanOrEqualTo(openBefore);
                assertThat(INVARIANTS.violations(recorder.traces().ignoring(span -> isOlder(span, start))))
                        .as(claim)
                        .isEmpty();
            }
        }
    }

    private static boolean isOlder(SpanTree span, Instant start) {
        return span.span().getStartEpochNanos() < TimeUnit.MILLISECONDS.toNanos(start.toEpochMilli());
    }

    private record Run(String answer, List<String> calls, boolean contextLeft, int connectionsLost) {}

    private static Run run(TracedUnit unit, Scenario scenario, Consumer<FaultyDriver> fault) throws SQLException {
        DRIVER.failAt(-1, Fault.SQL);
        unit.reset();
        Blog blog = unit.givenFrom(Blog::persistIn);
        Context before = Context.current();
        fault.accept(DRIVER);
        String answer = answer(unit, scenario, blog);
        List<String> calls = DRIVER.calls();
        DRIVER.failAt(-1, Fault.SQL);
        return new Run(
                withoutIds(answer),
                calls.stream().map(FaultsBelowIT::withoutIds).toList(),
                Context.current() != before,
                DRIVER.closeConnections());
    }

    private static String answer(TracedUnit unit, Scenario scenario, Blog blog) {
        try {
            scenario.work().run(unit, blog);
            return "done";
        } catch (Throwable failure) {
            return Description.of(failure);
        }
    }

    /** Each run has entities of its own. */
    private static String withoutIds(String text) {
        return text.replaceAll("\\b\\d+\\b", "…");
    }
}
