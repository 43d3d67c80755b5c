package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The nested classes named {@code …Case} are run by the tests below, on an engine of their own. */
@Isolated("some of it registers GlobalOpenTelemetry")
class OrmTracingExtensionTest {

    @Test
    void parameters_belongToTheTestAlone() {
        assertSucceeded(ParametersCase.class, 50);
    }

    @ExtendWith(OrmTracingExtension.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class ParametersCase {

        private final Traces ofConstructor;

        ParametersCase(Traces traces) {
            ofConstructor = traces;
        }

        @BeforeEach
        void prepare(OpenTelemetry openTelemetry) {
            operation("prepare").record(openTelemetry);
        }

        @RepeatedTest(50)
        void test(OpenTelemetry openTelemetry, Traces traces, TraceRecorder recorder) {
            find("User").record(openTelemetry);

            assertThat(traces).isSameAs(ofConstructor).isSameAs(recorder.traces());
            assertThat(openTelemetry).isSameAs(recorder.openTelemetry());
            assertThat(traces.operations()).hasSize(2);
            assertThat(RegisteredGlobal.isSet()).isFalse();
        }

        @AfterEach
        void cleanUp(Traces traces) {
            assertThat(traces.operations()).hasSize(2);
        }
    }

    @Test
    void registeredExtension_knowsTheTestOfTheThread() {
        assertSucceeded(RegisteredCase.class, 20);
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class RegisteredCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING = OrmTracingExtension.create();

        @RepeatedTest(20)
        void test(Traces traces) {
            find("User").record(TRACING.openTelemetry());

            assertThat(TRACING.traces()).isSameAs(traces);
            assertThat(traces.operations()).hasSize(1);
        }
    }

    @Test
    void registeredExtension_refusesThreadsWithoutATest() {
        OrmTracingExtension extension = OrmTracingExtension.create();

        assertThatThrownBy(
                        () -> CompletableFuture.supplyAsync(extension::traces).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no test runs on this thread");
    }

    @Test
    void openSpan_failsTheTest() {
        assertFailed(OpenSpanCase.class, "[forgotten] has not ended");
    }

    @ExtendWith(OrmTracingExtension.class)
    static class OpenSpanCase {

        @Test
        void test(OpenTelemetry openTelemetry) {
            openTelemetry.getTracer("t").spanBuilder("forgotten").startSpan();
        }
    }

    @Test
    void openScope_failsTheTestButNotTheNextOne() {
        Context before = Context.current();

        Events tests = run(OpenScopeCase.class);

        assertThat(Context.current()).isSameAs(before);
        tests.assertStatistics(stats -> stats.failed(1).succeeded(1));
        tests.assertThatEvents().haveExactly(1, failure("a scope was not closed"));
    }

    @ExtendWith(OrmTracingExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OpenScopeCase {

        @Test
        @Order(1)
        @SuppressWarnings("MustBeClosed")
        void leaks() {
            Scope leaked = Context.current().with(ContextKey.named("k"), "v").makeCurrent();
            assertThat(leaked).isNotNull();
        }

        @Test
        @Order(2)
        void next() {}
    }

    @Test
    void malformedTree_failsTheTest() {
        assertFailed(MalformedCase.class, "[connect] starts 10 ns before the end of [serialize]");
    }

    @ExtendWith(OrmTracingExtension.class)
    static class MalformedCase {

        @Test
        void test(OpenTelemetry openTelemetry) {
            operation("A")
                    .at(0, 50)
                    .with(orm("serialize").at(10, 30), orm("connect").at(20, 40))
                    .record(openTelemetry);
        }
    }

    @Test
    void recorderOption_changesWhatIsChecked() {
        assertSucceeded(LenientCase.class, 1);
    }

    static class LenientCase {

        @RegisterExtension
        final OrmTracingExtension tracing = OrmTracingExtension.builder()
                .recorder(recorder ->
                        recorder.invariants(TraceInvariants.standard().allowingOverlapOf(tree -> true)))
                .build();

        @Test
        void test(OpenTelemetry openTelemetry) {
            new MalformedCase().test(openTelemetry);
        }
    }

    @Test
    void sharedByClass_givesOneSdkToAllTestsAndEachItsOwnSpans() {
        assertSucceeded(SharedCase.class, 3);
    }

    static class SharedCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        private static OpenTelemetry ofClass;

        @BeforeAll
        static void boot(OpenTelemetry openTelemetry) {
            ofClass = openTelemetry;
            assertThat(TRACING.openTelemetry()).isSameAs(openTelemetry);
            operation("boot").record(openTelemetry);
        }

        @RepeatedTest(2)
        void test(OpenTelemetry openTelemetry, Traces traces) throws Exception {
            assertThat(openTelemetry).isSameAs(ofClass);
            operation("test").record(openTelemetry);

            assertThat(traces.text()).isEqualTo("operation test");
            assertThat(CompletableFuture.supplyAsync(TRACING::traces).get()).isSameAs(traces);
        }

        @Nested
        class Inner {

            @Test
            void test(OpenTelemetry openTelemetry, Traces traces) {
                assertThat(openTelemetry).isSameAs(ofClass);
                assertThat(traces.text()).isEmpty();
            }
        }

        @AfterAll
        static void shutDown() {
            orm("disconnect").record(ofClass);
        }
    }

    @Test
    void sharedByClass_checksWhatHappensAfterTheLastTest() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(LateCase.class))
                .execute()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(1, failure("[forgotten] has not ended"));
    }

    static class LateCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        @Test
        void test() {}

        @AfterAll
        static void shutDown(OpenTelemetry openTelemetry) {
            openTelemetry.getTracer("t").spanBuilder("forgotten").startSpan();
        }
    }

    @Test
    void spanAroundTheTest_mayEndAfterIt() {
        assertSucceeded(AroundCase.class, 2);
    }

    /** Registered first, it comes first before a test and last after it, as Spring's extension does. */
    @ExtendWith(Around.class)
    static class AroundCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        @RepeatedTest(2)
        void test(Traces traces) {
            find("User").record(TRACING.openTelemetry(), Context.root().with(Around.open));

            assertThat(traces.text()).startsWith("around (not ended)\n  operation User.find\n");
        }
    }

    static class Around implements BeforeEachCallback, AfterEachCallback {

        private static Span open = Span.getInvalid();

        @Override
        public void beforeEach(ExtensionContext context) {
            open = AroundCase.TRACING
                    .openTelemetry()
                    .getTracer("t")
                    .spanBuilder("around")
                    .setStartTimestamp(1_700_000_000, TimeUnit.SECONDS)
                    .startSpan();
        }

        @Override
        public void afterEach(ExtensionContext context) {
            open.end();
        }
    }

    @Test
    void spanAroundTheTest_mustHaveEndedBeforeTheNextOne() {
        assertFailed(NeverEndedCase.class, "[around] has not ended");
    }

    @ExtendWith(NeverEnded.class)
    static class NeverEndedCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        @RepeatedTest(2)
        void test() {}
    }

    static class NeverEnded implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            NeverEndedCase.TRACING
                    .openTelemetry()
                    .getTracer("t")
                    .spanBuilder("around")
                    .startSpan();
        }
    }

    @Test
    void beforeAll_hasNoSdkOfATest() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(BeforeAllCase.class))
                .execute()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text -> text.contains("sharedByClass()")))));
    }

    @ExtendWith(OrmTracingExtension.class)
    static class BeforeAllCase {

        @BeforeAll
        static void boot(OpenTelemetry openTelemetry) {}

        @Test
        void test() {}
    }

    @Test
    void registeredGlobally_lastsAsLongAsTheTest() {
        assertSucceeded(GlobalCase.class, 2);

        assertThat(RegisteredGlobal.isSet()).isFalse();
    }

    static class GlobalCase {

        @RegisterExtension
        final OrmTracingExtension tracing =
                OrmTracingExtension.builder().registeredGlobally().build();

        @RepeatedTest(2)
        void test(Traces traces) {
            find("User").record(GlobalOpenTelemetry.get());

            assertThat(traces.operations()).hasSize(1);
        }
    }

    private static void assertSucceeded(Class<?> tests, int number) {
        Events events = run(tests);
        assertThat(events.failed().stream().map(event -> event.getRequiredPayload(TestExecutionResult.class)))
                .isEmpty();
        events.assertStatistics(stats -> stats.started(number).succeeded(number));
    }

    private static void assertFailed(Class<?> tests, String message) {
        run(tests).assertThatEvents().haveExactly(1, failure(message));
    }

    private static Condition<Event> failure(String text) {
        return event(finishedWithFailure(instanceOf(AssertionError.class), message(message -> message.contains(text))));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }
}
