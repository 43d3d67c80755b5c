package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ormtracing.testing.budget.MaxQueries;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Each dynamic test sees what is its own, and several failures tell the trees once. */
class DynamicTestsTest {

    @Test
    void dynamicTest_seesItsOwnSpans() {
        assertThat(failures(OwnSpansCase.class)).isEmpty();
    }

    @ExtendWith(OrmTracingExtension.class)
    static class OwnSpansCase {

        @TestFactory
        Stream<DynamicTest> tests(OpenTelemetry openTelemetry, Traces traces) {
            find("Prepared").record(openTelemetry);
            return Stream.of("User", "Post", "Tag")
                    .map(model -> dynamicTest(model, () -> {
                        find(model).record(openTelemetry);
                        assertThatTraces(traces).hasRoots(1).hasOperation(model + ".find");
                    }));
        }
    }

    @Test
    void openSpan_failsItsDynamicTestAlone() {
        assertThat(failures(OpenSpanCase.class)).singleElement().asString().contains("[forgotten] has not ended");
    }

    static class OpenSpanCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        @TestFactory
        List<DynamicTest> tests() {
            var forgotten = TRACING.openTelemetry().getTracer("t").spanBuilder("forgotten");
            var spans = new java.util.ArrayList<io.opentelemetry.api.trace.Span>();
            return List.of(
                    dynamicTest("leaks", () -> spans.add(forgotten.startSpan())),
                    dynamicTest("does not", () -> spans.get(0).end()),
                    dynamicTest("nor does this", () -> find("User").record(TRACING.openTelemetry())));
        }
    }

    @Test
    void budgetOfAFactory_isThatOfEachDynamicTest() {
        assertThat(failures(BudgetCase.class))
                .singleElement()
                .asString()
                .startsWith("BudgetCase.tests[1][2] is over its budget.\n@MaxQueries(1): 2 queries\n");
    }

    @ExtendWith(OrmTracingExtension.class)
    static class BudgetCase {

        @TestFactory
        @MaxQueries(1)
        Stream<DynamicNode> tests(OpenTelemetry openTelemetry) {
            return Stream.of(dynamicContainer(
                    "both",
                    List.of(
                            dynamicTest("one", () -> find("User").record(openTelemetry)),
                            dynamicTest("two", () -> {
                                find("User").record(openTelemetry);
                                find("Post").record(openTelemetry);
                            }),
                            dynamicTest("one more", () -> find("Tag").record(openTelemetry)))));
        }
    }

    @Test
    void budgetOfAFactoryWithoutDynamicTests_isItsOwn() {
        assertThat(failures(NoDynamicTestCase.class))
                .singleElement()
                .asString()
                .startsWith("NoDynamicTestCase.tests is over its budget.");
    }

    @ExtendWith(OrmTracingExtension.class)
    static class NoDynamicTestCase {

        @TestFactory
        @MaxQueries(0)
        Stream<DynamicTest> tests(OpenTelemetry openTelemetry) {
            find("User").record(openTelemetry);
            return Stream.empty();
        }
    }

    @Test
    void severalFailures_tellTheTreesOnce() {
        assertThat(failures(SeveralCase.class)).singleElement().asString().isEqualTo("""
                both (2 failures)
                \torg.opentest4j.AssertionFailedError: Expecting 2 queries, not 1:
                  1. SELECT User
                \torg.opentest4j.AssertionFailedError: Expecting no operation User.find

                The traces:

                operation User.find
                  serialize
                  connect
                  db_query CLIENT SELECT User
                  hydrate""");
    }

    @ExtendWith(OrmTracingExtension.class)
    static class SeveralCase {

        @Test
        void test(OpenTelemetry openTelemetry, Traces traces) {
            find("User").record(openTelemetry);
            assertAll(
                    "both",
                    () -> assertThatTraces(traces).hasQueries(2),
                    () -> assertThatTraces(traces).hasNoOperation("User.find"));
        }
    }

    private static List<String> failures(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .allEvents()
                .finished()
                .stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(java.util.Optional::stream)
                .map(Throwable::getMessage)
                .toList();
    }
}
