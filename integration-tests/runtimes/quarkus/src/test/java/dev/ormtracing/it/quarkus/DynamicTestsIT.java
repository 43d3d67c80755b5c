package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ormtracing.it.quarkus.library.Author;
import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import dev.ormtracing.testing.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of a factory, in one application. */
@QuarkusTest
@ExtendWith(OrmTracingQuarkusExtension.class)
class DynamicTestsIT {

    @Inject
    Session session;

    @TestFactory
    Stream<DynamicTest> dynamicTests_seeTheirOwnSpans(Traces traces) {
        return LongStream.of(-1, -2, -3)
                .mapToObj(id -> dynamicTest("author " + id, () -> {
                    QuarkusTransaction.requiringNew().run(() -> session.find(Author.class, id));

                    assertThatTraces(traces).matchesTree("""
                    transaction
                      start_transaction
                      operation Author.find
                        serialize
                        connect
                        db_query CLIENT select Author
                        hydrate
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
                }));
    }
}
