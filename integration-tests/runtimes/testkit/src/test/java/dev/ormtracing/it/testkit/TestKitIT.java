package dev.ormtracing.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

/** Tests that pass and tests that fail, run by an engine of this line of JUnit. */
class TestKitIT {

    @Test
    void testsThatHold_pass() {
        Events tests = run(PassingCase.class);

        assertThat(failures(tests)).isEmpty();
        tests.assertStatistics(statistics -> statistics.succeeded(8));
    }

    @Test
    void testsThatFail_sayWhatHasHappened() {
        List<Throwable> failures = failures(run(FailingCase.class));

        assertThat(failures).hasSize(5);
        assertThat(failures.get(0))
                .hasMessage(ExpectedMessages.TREE)
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("""
                            operation Author.find
                              serialize
                              db_query CLIENT select Author Book
                              hydrate""");
                    assertThat(error.getActual().getValue()).isEqualTo("""
                            operation Author.find
                              serialize
                              connect
                              db_query CLIENT select Author
                              hydrate""");
                });
        assertThat(failures.get(1)).hasMessageStartingWith(ExpectedMessages.OTHER_NAME);
        assertThat(failures.get(2)).hasMessage(ExpectedMessages.N_PLUS_ONE);
        assertThat(failures.get(3)).hasMessage(ExpectedMessages.SEVERAL);
        assertThat(failures.get(4)).hasMessageStartingWith("[forgotten] has not ended\n");
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static List<Throwable> failures(Events tests) {
        return tests.finished().stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(Optional::stream)
                .toList();
    }
}
