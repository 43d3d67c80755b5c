package dev.ormtracing.it.testkit;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.testing.TraceRecorder;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** One recorder for a class of TestNG; those in the group fail. */
public class LibraryTests {

    private final TraceRecorder recorder = TraceRecorder.create();
    private final Library library = Library.with(10, recorder.openTelemetry());

    @BeforeClass(alwaysRun = true)
    public void forgetWhatPrepares() {
        recorder.reset();
    }

    @BeforeMethod(alwaysRun = true)
    public void begin() {
        recorder.beginTest();
    }

    @AfterMethod(alwaysRun = true)
    public void end() {
        recorder.endTest();
    }

    @AfterClass(alwaysRun = true)
    public void close() {
        library.close();
        recorder.close();
    }

    @Test(groups = "passing")
    public void findIsOneQuery() {
        library.find(1);

        assertThatTraces(recorder.traces())
                .hasQueries(1)
                .hasOperation("Author.find")
                .once();
    }

    @Test(groups = "passing")
    public void eachTestSeesItsOwn() {
        library.find(1);
        library.find(2);

        assertThatTraces(recorder.traces()).hasQueries(2);
    }

    @Test(groups = "failing")
    public void tree() {
        library.find(1);

        assertThatTraces(recorder.traces()).matchesTree("""
                operation Author.find
                  serialize
                  db_query CLIENT select Author Book
                  hydrate
                """);
    }

    @Test(groups = "failing")
    public void nPlusOne() {
        library.readBooksOneByOne(
                () -> assertThatTraces(recorder.traces().ignoring("compile")).assertNoNPlusOne());
    }
}
