package dev.ormtracing.it;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Ticket;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EveryDatabase
class OperationsIT {

    private final TracedUnit unit;

    OperationsIT(TracedUnit unit) {
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

        unit.expect(scenario.tree());
    }

    @Test
    void persist_asksTheSequenceForAnId() {
        unit.transaction(session -> session.persist(new Ticket()));

        unit.expect("""
                transaction
                  start_transaction
                    connect
                  operation Ticket.persist
                    serialize
                    ...
                    db_query CLIENT ...
                    ...
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert tickets
                    db_query CLIENT COMMIT
                """);
    }
}
