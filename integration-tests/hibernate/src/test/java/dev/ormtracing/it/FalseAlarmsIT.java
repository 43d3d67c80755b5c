package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.internal.check.Checks;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the checks say of the ways to call Hibernate, few of which are mistakes. */
@EveryDatabase
class FalseAlarmsIT {

    private final TracedUnit unit;

    FalseAlarmsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void checks_findOnlyWhatIsWrong(TestInfo test) throws Exception {
        List<String> findings = new ArrayList<>();
        for (Scenario scenario : Operations.all()) {
            unit.reset();
            Blog blog = unit.givenFrom(Blog::persistIn);
            unit.recorder().reset();
            scenario.work().run(unit, blog);
            Pattern.compile("\\n(\\[[\\w-]+] .*)")
                    .matcher(checked(test.getTestMethod().orElseThrow()))
                    .results()
                    .forEach(finding -> findings.add(scenario.name() + ": " + finding.group(1)));
        }

        List<String> mistakes = List.of(
                "getReference, used: [lazy-load-outside-transaction] User.initialize outside of a transaction:"
                        + " load it within, with what it belongs to",
                "lazy reference: [lazy-load-outside-transaction] Profile.initialize outside of a transaction:"
                        + " load it within, with what it belongs to");
        assertThat(percentOfFalseAlarms(Operations.all().size(), findings, mistakes))
                .isLessThanOrEqualTo(2);
        assertThat(findings).containsExactlyElementsOf(mistakes);
    }

    private static double percentOfFalseAlarms(int uses, List<String> findings, List<String> mistakes) {
        long falseAlarms =
                findings.stream().filter(finding -> !mistakes.contains(finding)).count();
        double percent = 100.0 * falseAlarms / uses;
        System.out.printf("False alarms of the checks in %d kinds of operations: %.1f %%%n", uses, percent);
        return percent;
    }

    private String checked(Method method) {
        try {
            new Checks()
                    .finished(new FinishedTest(
                            FalseAlarmsIT.class, method, "", unit.traces().trees(), unit, new AllFail()));
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
