package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.FaultyOpenTelemetry;
import dev.ormtracing.it.fixture.FaultyOpenTelemetry.Fault;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of OpenTelemetry fails once, in every kind of operation, and the application does not notice. One kind of
 * fault for each operation, or with {@code -Dfaults=all} each.
 */
class FaultsInTracingIT {

    private static final Database DATABASE = Database.all().get(0);

    private static TraceRecorder recorder;
    private static FaultyOpenTelemetry faulty;
    private static TracedUnit unit;

    @BeforeAll
    static void boot() {
        recorder = TraceRecorder.create();
        faulty = new FaultyOpenTelemetry(recorder.openTelemetry());
        unit = TracedUnit.create(
                DATABASE,
                DATABASE.pool(),
                DATABASE.pool(),
                recorder,
                OrmTracing.create(faulty.openTelemetry()),
                Map.of());
    }

    @AfterAll
    static void close() {
        unit.close();
        recorder.close();
    }

    static List<Scenario> scenarios() {
        return Operations.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void callThatFails_doesNotReachTheApplication(Scenario scenario) throws Exception {
        List<String> violations = new ArrayList<>();
        for (Fault fault : faults(scenario)) {
            run(scenario, 0, fault, violations);
            int calls = faulty.calls();
            assertThat(scenario.tree().isBlank() || calls > 0).isTrue();
            for (int call = 1; call <= calls && violations.isEmpty(); call++) {
                run(scenario, call, fault, violations);
            }
        }
        assertThat(violations).isEmpty();
    }

    private static List<Fault> faults(Scenario scenario) {
        List<Fault> all = List.of(Fault.values());
        int turn = Math.floorMod(scenario.name().hashCode(), all.size());
        return "all".equals(System.getProperty("faults")) ? all : all.subList(turn, turn + 1);
    }

    private static void run(Scenario scenario, int failing, Fault fault, List<String> violations) {
        unit.reset();
        Blog blog = unit.givenFrom(Blog::persistIn);
        List<String> openBefore = recorder.openSpans();
        faulty.failAt(failing, fault);
        String thrown = "";
        try {
            scenario.work().run(unit, blog);
        } catch (Throwable e) {
            thrown = e.toString();
        }
        String where = "%s: %s of call %d, %s: ".formatted(scenario, fault, failing, faulty.failed());
        if (!thrown.isEmpty()) {
            violations.add(where + "the application got " + thrown);
        }
        if (Context.current() != Context.root()) {
            violations.add(where + "a scope is open");
        }
        if (unit.pool().getHikariPoolMXBean().getActiveConnections() > 0) {
            violations.add(where + "a connection was not given back");
        }
        List<String> open = recorder.openSpans();
        if (open.size() > openBefore.size() && !isOutOfHand(fault)) {
            violations.add(where + "open is " + open.subList(openBefore.size(), open.size()));
        }
    }

    /** The span has started, and nobody has been given it; or its end has failed. */
    private static boolean isOutOfHand(Fault fault) {
        return faulty.failed().equals("Span.end") && fault != Fault.EXCEPTION_AFTERWARDS
                || faulty.failed().equals("SpanBuilder.startSpan");
    }
}
