package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Ticket;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import java.lang.reflect.Proxy;
import java.util.List;
import org.hibernate.procedure.ProcedureCall;
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

    /** As of Spring's proxies for queries, by which Spring Data knows them. */
    @Test
    void unwrappingToNothing_givesTheQueryBehind() {
        unit.session(session -> {
            var procedure = session.createNamedStoredProcedureQuery("User.rename");

            Object behind = procedure.unwrap(null);

            assertThat(Proxy.isProxyClass(behind.getClass())).isFalse();
            assertThat(behind).isInstanceOf(ProcedureCall.class).isSameAs(procedure.unwrap(null));
        });
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
