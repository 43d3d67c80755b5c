package dev.ormtracing.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.internal.check.Checks;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the checks of the test kit say of every kind of operation. */
class FalseAlarmsTest {

    @Test
    void checks_findOnlyWhatIsWrong(TestInfo test) {
        List<Scenario> scenarios = Scenario.all();
        List<String> findings = new ArrayList<>();
        try (TraceRecorder recorder = TraceRecorder.create()) {
            recorder.registerGlobally();
            try (Blog blog = new Blog()) {
                blog.reset();
                for (Scenario scenario : scenarios) {
                    recorder.reset();
                    scenario.run(blog.sessions());
                    Pattern.compile("\n\\[([\\w-]+)] ")
                            .matcher(checked(recorder, test.getTestMethod().orElseThrow()))
                            .results()
                            .forEach(finding -> findings.add(scenario.title() + ": " + finding.group(1)));
                }
            }
        }

        List<String> mistakes = List.of(
                "getReference, and its first use: lazy-load-outside-transaction",
                "remove: select-then-delete",
                "lazy loading of a collection: lazy-load-outside-transaction",
                "lazy loading of a reference: lazy-load-outside-transaction",
                "an N+1: the tags of each post are read by themselves: n-plus-one");
        double percent = 100.0
                * findings.stream()
                        .filter(finding -> !mistakes.contains(finding))
                        .count()
                / scenarios.size();
        System.out.printf(
                "False alarms of the checks in %d scenarios of the quickstart: %.1f %%%n", scenarios.size(), percent);
        assertThat(findings).containsExactlyElementsOf(mistakes);
        assertThat(percent).isLessThanOrEqualTo(2);
    }

    private static String checked(TraceRecorder recorder, Method method) {
        try {
            new Checks()
                    .finished(new FinishedTest(
                            FalseAlarmsTest.class, method, "", recorder.traces().trees(), recorder, new AllFail()));
            return "";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    /** Notes too; but how long a connection is idle depends on the machine. */
    private record AllFail() implements FinishedTest.Run {

        @Override
        public @Nullable String parameter(String name) {
            return switch (name) {
                case "orm.tracing.testing.checks" -> "fail";
                case "orm.tracing.testing.check.idle-connection" -> "off";
                default -> null;
            };
        }

        @Override
        public <T extends AutoCloseable> T get(Class<T> type, Supplier<T> creator) {
            return creator.get();
        }
    }
}
