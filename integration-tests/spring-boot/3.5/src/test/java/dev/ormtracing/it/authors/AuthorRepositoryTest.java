package dev.ormtracing.it.authors;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.spring.test.AutoConfigureOrmTracing;
import dev.ormtracing.testing.Traces;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;

@DataJpaTest
@AutoConfigureOrmTracing
class AuthorRepositoryTest {

    @Autowired
    AuthorRepository authors;

    @Test
    void authorsAreOneQuery(Traces traces) {
        authors.findAll();

        assertThatTraces(traces).hasOperation("Author.getResultList").withQueries(1);
        assertThatTraces(traces).hasNoLazyLoading().assertNoNPlusOne(2);
    }
}
