package dev.ormtracing.it.testkit;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OrmTracingExtension.class)
class PassingCase {

    private Library library;

    @BeforeEach
    void open(OpenTelemetry openTelemetry, Traces traces) {
        library = Library.with(3, openTelemetry);
        traces.clear();
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void find_isOneQuery(Traces traces) {
        library.find(1);

        assertThatTraces(traces).hasNoLazyLoading().hasOperation("Author.find").withQueries(1);
        assertThatTraces(traces).matchesTree("""
                operation Author.find
                  serialize
                  connect
                  db_query CLIENT select Author
                  hydrate
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyArgument_isATestOfItsOwn(int author, Traces traces) {
        library.find(author);

        assertThatTraces(traces).operations("Author.find").hasSize(1);
    }

    @TestFactory
    Stream<DynamicTest> everyDynamicTest_seesItsOwn(Traces traces) {
        return Stream.of(1, 2, 3)
                .map(author -> dynamicTest("author " + author, () -> {
                    library.find(author);
                    assertThatTraces(traces).hasQueries(1);
                }));
    }

    @Test
    void fewRows_areNoNPlusOne(Traces traces) {
        library.readBooksOneByOne(() -> assertThatTraces(traces).assertNoNPlusOne());
    }

    @Nested
    class Inside {

        @Test
        void nestedTest_seesItsOwn(Traces traces) {
            library.find(1);

            assertThatTraces(traces).hasQueries(1);
        }
    }
}
