package dev.ormtracing.it.testkit;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.testing.TraceRecorder;
import java.nio.file.Path;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.Test;

/** TestNG, and no framework at all. */
public class TestNgIT {

    @Test
    public void testsThatHold_pass() {
        TestListenerAdapter results = run("passing");

        assertThat(results.getFailedTests()).isEmpty();
        assertThat(results.getConfigurationFailures()).isEmpty();
        assertThat(results.getPassedTests()).hasSize(2);
    }

    @Test
    public void exampleOfThePage_passes() {
        TestListenerAdapter results = run(new TestNG(false), UserTests.class);

        assertThat(results.getPassedTests()).hasSize(1);
        assertThat(results.getFailedTests()).isEmpty();
        assertThat(TestingPage.hasExampleFrom(
                        "public class UserTests {", Path.of("src/test/java/dev/ormtracing/it/testkit/UserTests.java")))
                .isTrue();
    }

    @Test
    public void testsThatFail_sayWhatHasHappened() {
        TestListenerAdapter results = run("failing");

        assertThat(results.getFailedTests())
                .hasSize(2)
                .map(ITestResult::getThrowable)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(AssertionError.class))
                .map(Throwable::getMessage)
                .containsExactlyInAnyOrder(ExpectedMessages.TREE, ExpectedMessages.N_PLUS_ONE);
    }

    @Test
    public void withoutAFramework_aRecorderIsEnough() {
        try (TraceRecorder recorder = TraceRecorder.create();
                Library library = Library.with(1, recorder.openTelemetry())) {
            recorder.reset();
            library.find(1);

            assertThatTraces(recorder.traces()).hasQueries(1);
            assertThatThrownBy(() -> assertThatTraces(recorder.traces()).hasOperation("Author.get"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Expecting an operation Author.get; did you mean `Author.find`?");
            recorder.check();
        }
    }

    private static TestListenerAdapter run(String group) {
        TestNG tests = new TestNG(false);
        tests.setGroups(group);
        return run(tests, LibraryTests.class);
    }

    private static TestListenerAdapter run(TestNG tests, Class<?> test) {
        TestListenerAdapter results = new TestListenerAdapter();
        tests.setVerbose(0);
        tests.setTestClasses(new Class<?>[] {test});
        tests.addListener(results);
        tests.run();
        return results;
    }
}
