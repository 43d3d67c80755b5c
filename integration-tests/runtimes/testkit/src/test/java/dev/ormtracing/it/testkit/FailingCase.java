package dev.ormtracing.it.testkit;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test fails. */
@ExtendWith(OrmTracingExtension.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class FailingCase {

    private Library library;

    @BeforeEach
    void open(OpenTelemetry openTelemetry, Traces traces) {
        library = Library.with(10, openTelemetry);
        traces.clear();
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void a_tree(Traces traces) {
        library.find(1);

        assertThatTraces(traces).matchesTree("""
                operation Author.find
                  serialize
                  db_query CLIENT select Author Book
                  hydrate
                """);
    }

    @Test
    void b_otherName(Traces traces) {
        library.readBooksOneByOne(() ->
                assertThatTraces(traces.ignoring("compile", "transaction")).hasOperation("Author.list"));
    }

    @Test
    void c_nPlusOne(Traces traces) {
        library.readBooksOneByOne(
                () -> assertThatTraces(traces.ignoring("compile")).assertNoNPlusOne());
    }

    @Test
    void d_several(Traces traces) {
        library.find(1);

        assertAll(
                () -> assertThatTraces(traces).hasNoQueries(),
                () -> assertThatTraces(traces).hasNoSpan("hydrate"));
    }

    @Test
    void e_spanThatIsLeftOpen(OpenTelemetry openTelemetry) {
        openTelemetry.getTracer("test").spanBuilder("forgotten").startSpan();
    }
}
