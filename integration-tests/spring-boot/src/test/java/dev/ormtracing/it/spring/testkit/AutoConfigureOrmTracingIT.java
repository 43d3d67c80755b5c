package dev.ormtracing.it.spring.testkit;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.it.spring.boot.JpaSlice;
import dev.ormtracing.spring.test.AutoConfigureOrmTracing;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.budget.MaxQueries;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.annotation.Transactional;

/** What an application's tests may do, and what they say when they fail. */
class AutoConfigureOrmTracingIT {

    private static final List<ApplicationContext> CONTEXTS = new ArrayList<>();
    private static final List<TraceRecorder> RECORDERS = new ArrayList<>();

    @BeforeEach
    void forget() {
        CONTEXTS.clear();
        RECORDERS.clear();
    }

    @Test
    void twoClasses_shareAContextAndSeeTheirOwnTraces() {
        KitRun.of(FirstCase.class, SecondCase.class).succeeds(4);
        assertThat(CONTEXTS).hasSize(4).containsOnly(CONTEXTS.get(0));
    }

    @JpaSlice
    @ContextConfiguration(classes = ClinicApplication.class)
    @AutoConfigureOrmTracing
    abstract static class CountCase {

        @Autowired
        Owners owners;

        @Autowired
        Traces injected;

        @BeforeEach
        void remember(@Autowired ApplicationContext context, TraceRecorder recorder) {
            CONTEXTS.add(context);
            RECORDERS.add(recorder);
        }

        @Test
        void one(Traces traces, TraceRecorder recorder) {
            assertThat(owners.count()).isZero();

            assertThat(injected).isSameAs(traces).isSameAs(recorder.traces());
            assertThatTraces(traces).hasQueries(1);
        }

        @Test
        void two(Traces traces) {
            assertThat(owners.count() + owners.count()).isZero();

            assertThatTraces(traces)
                    .hasQueries(2)
                    .operations("Owner.getSingleResult")
                    .hasSize(2);
        }
    }

    static class FirstCase extends CountCase {}

    static class SecondCase extends CountCase {}

    @Test
    void nestedClass_usesTheContextOfItsClass() {
        KitRun.of(OuterCase.class).succeeds(3);
        assertThat(CONTEXTS).hasSize(3).containsOnly(CONTEXTS.get(0));
    }

    static class OuterCase extends CountCase {

        @Nested
        class InnerCase {

            @Test
            void three(Traces traces) {
                owners.count();
                owners.count();
                owners.count();

                assertThatTraces(traces).hasQueries(3);
            }
        }
    }

    @Test
    void dirtyContext_isFollowedByOneWithItsOwnRecorder() {
        KitRun.of(DirtyCase.class).succeeds(2);
        assertThat(RECORDERS).doesNotHaveDuplicates();
    }

    @DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
    static class DirtyCase extends CountCase {}

    @Test
    void constructor_isInjectedBySpringOrByTheKit() {
        KitRun.of(SpringsConstructorCase.class, KitsConstructorCase.class).succeeds(2);
    }

    @JpaSlice
    @ContextConfiguration(classes = ClinicApplication.class)
    @AutoConfigureOrmTracing
    @TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
    static class SpringsConstructorCase {

        private final Owners owners;
        private final Traces traces;

        SpringsConstructorCase(Owners owners, Traces traces, OpenTelemetry openTelemetry) {
            this.owners = owners;
            this.traces = traces;
        }

        @Test
        void test() {
            owners.count();

            assertThatTraces(traces).hasQueries(1);
        }
    }

    @JpaSlice
    @ContextConfiguration(classes = ClinicApplication.class)
    @AutoConfigureOrmTracing
    static class KitsConstructorCase {

        private final Traces traces;

        KitsConstructorCase(Traces traces) {
            this.traces = traces;
        }

        @Test
        void test(@Autowired Owners owners) {
            owners.count();

            assertThatTraces(traces).hasQueries(1);
        }
    }

    @Test
    void openTelemetryOfTheApplication_isReplacedThoughItIsPrimary() {
        KitRun.of(OwnBeanCase.class).succeeds(1);
    }

    @SpringBootTest(classes = ClinicApplication.class)
    @Import(OwnBeanCase.Sdk.class)
    @AutoConfigureOrmTracing
    static class OwnBeanCase {

        @TestConfiguration(proxyBeanMethods = false)
        static class Sdk {

            @Bean
            @Primary
            static OpenTelemetry applications() {
                return OpenTelemetry.noop();
            }
        }

        @Test
        void test(@Autowired Owners owners, Traces traces, TraceRecorder recorder, OpenTelemetry openTelemetry) {
            Span span =
                    openTelemetry.getTracer("application").spanBuilder("count").startSpan();
            try (Scope scope = span.makeCurrent()) {
                owners.count();
            } finally {
                span.end();
            }

            assertThat(openTelemetry).isSameAs(recorder.openTelemetry());
            assertThatTraces(traces).hasRoots(1).hasSpan("count").hasQueries(1);
        }
    }

    @Test
    void dynamicTest_seesItsOwnTraces() {
        KitRun.of(DynamicCase.class).succeeds(3);
    }

    @JpaSlice
    @ContextConfiguration(classes = ClinicApplication.class)
    @AutoConfigureOrmTracing
    static class DynamicCase {

        @TestFactory
        @MaxQueries(1)
        Stream<DynamicTest> tests(@Autowired Owners owners, Traces traces) {
            return Stream.of("Ghent", "Paris", "Rome")
                    .map(city -> dynamicTest(city, () -> {
                        owners.findByCityOrderByName(city);
                        assertThatTraces(traces).hasQueries(1);
                    }));
        }
    }

    @Test
    void parallelClasses_runOneAfterTheOther() {
        EngineTestKit.Builder parallel = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

        KitRun.of(parallel, FirstCase.class, SecondCase.class, OuterCase.class).succeeds(7);
    }

    @Test
    void failure_tellsWhatHasHappenedInTheOpenTransaction() {
        assertThat(KitRun.of(FailingCase.class).messages())
                .singleElement()
                .asString()
                .isEqualTo("""
                Expecting no N+1 from 2 times on:
                  Owner.pets (3 times so far) below [transaction (not ended)]: would be an N+1 with more rows
                    remedy: join fetch Owner.pets, @BatchSize on it, or an entity graph

                The traces:

                transaction (not ended)
                  operation Owner.getResultList
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  operation Owner.pets.initialize ×3
                    serialize
                    db_query CLIENT select pets
                    hydrate""");
    }

    @SpringBootTest(classes = ClinicApplication.class)
    @Transactional
    @AutoConfigureOrmTracing
    static class FailingCase {

        @Test
        void test(@Autowired Owners owners, @Autowired EntityManager entities, Traces traces) {
            Stream.of("Ada", "Bob", "Eve").forEach(name -> entities.persist(new Owner(name, "Ghent").with("Rex")));
            entities.flush();
            entities.clear();
            owners.findByCityOrderByName("Rome");
            traces.clear();

            owners.findByCityOrderByName("Ghent")
                    .forEach(owner -> owner.getPets().size());

            assertThatTraces(traces.ignoring("compile"))
                    .ignoring(tree -> "createQuery".equals(tree.attribute("method")))
                    .assertNoNPlusOne(2);
        }
    }

    @Test
    void budget_isThatOfATest() {
        assertThat(KitRun.of(BudgetCase.class).messages())
                .singleElement()
                .asString()
                .startsWith("BudgetCase.tooMany is over its budget.\n@MaxQueries(1): 2 queries\n");
    }

    @JpaSlice
    @ContextConfiguration(classes = ClinicApplication.class)
    @AutoConfigureOrmTracing
    @MaxQueries(1)
    static class BudgetCase {

        @Test
        void few(@Autowired Owners owners) {
            owners.count();
        }

        @Test
        void tooMany(@Autowired Owners owners) {
            owners.count();
            owners.count();
        }
    }

    @Test
    void scopeThatIsLeftOpen_failsItsTestAlone() {
        assertThat(KitRun.of(LeakCase.class).messages())
                .singleElement()
                .asString()
                .contains("a scope was not closed")
                .doesNotContain("[transaction] has not ended");
    }

    /** The jar that makes the report is not here, and a line says so. */
    @Test
    void testThatOnlyTheChecksFail_leavesAReport() {
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            KitRun.of(
                    EngineTestKit.engine("junit-jupiter").configurationParameter("orm.tracing.testing.report", "true"),
                    LeakCase.class,
                    BudgetCase.class);
        } finally {
            System.setErr(err);
        }

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("The traces of "))
                .map(line -> line.split(" could not")[0])
                .containsExactlyInAnyOrder("The traces of LeakCase.leaks", "The traces of BudgetCase.tooMany");
    }

    @JpaSlice
    @ContextConfiguration(classes = ClinicApplication.class)
    @AutoConfigureOrmTracing
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class LeakCase {

        @Test
        @SuppressWarnings("MustBeClosedChecker")
        void leaks(@Autowired Owners owners, OpenTelemetry openTelemetry) {
            owners.count();
            Span span =
                    openTelemetry.getTracer("application").spanBuilder("left").startSpan();
            span.makeCurrent();
            span.end();
        }

        @Test
        void next(@Autowired Owners owners, Traces traces) {
            owners.count();

            assertThatTraces(traces).hasQueries(1);
        }
    }

    @Test
    void withoutTheAnnotation_nothingIsRegistered() {
        KitRun.of(PlainCase.class).succeeds(1);
    }

    @JpaSlice
    @ContextConfiguration(classes = ClinicApplication.class)
    static class PlainCase {

        @Test
        void test(@Autowired ApplicationContext context) {
            assertThat(context.getBeanNamesForType(TraceRecorder.class)).isEmpty();
        }
    }
}
