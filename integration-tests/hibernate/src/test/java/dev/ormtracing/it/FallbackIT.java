package dev.ormtracing.it;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same operations without session subclasses. Where that shows, the other tree is beside the scenario: a query has no
 * {@code compile}, neither of its text nor of its SQL; several ways of loading are all {@code find}; the JDBC of {@code
 * doWork} is in no operation.
 */
@EveryDatabase(settings = "hibernate.orm_tracing.session_subclass=false")
class FallbackIT {

    private final TracedUnit unit;

    FallbackIT(TracedUnit unit) {
        this.unit = unit;
    }

    static List<Scenario> scenarios() {
        return Operations.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void operation_leavesItsTree(Scenario scenario) throws Exception {
        Blog blog = unit.givenFrom(Blog::persistIn);

        scenario.work().run(unit, blog);

        unit.expect(scenario.inFallback());
    }
}
