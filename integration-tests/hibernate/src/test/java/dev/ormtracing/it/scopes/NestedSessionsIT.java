package dev.ormtracing.it.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Sessions whose work lies inside one another, with and without scopes that outlive an operation. */
@EveryDatabase
class NestedSessionsIT {

    private final TracedUnit unit;

    NestedSessionsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void scopesOfTwoSessions_areClosedInTheOthersWork() {
        Context before = Context.current();
        try (Session first = unit.sessions().openSession();
                Session second = unit.sessions().openSession()) {
            Scope outer = first.doReturningWork(connection -> open("outer"));
            Scope inner = second.doReturningWork(connection -> open("inner"));
            first.doWork(connection -> inner.close());
            second.doWork(connection -> outer.close());
        }

        assertThat(Context.current()).isSameAs(before);
        unit.expect("""
                operation doReturningWork
                  serialize
                  connect
                  outer
                    operation doReturningWork
                      serialize
                      connect
                    inner
                      operation doWork
                    operation doWork
                """);
    }

    @Test
    void sessionInTheCallbackOfAnother_isBelowTheOperation() {
        unit.session(first -> first.doWork(connection -> unit.transaction(second -> second.find(User.class, -1L))));

        unit.expect("""
                operation doWork
                  serialize
                  connect
                  transaction
                    start_transaction
                      connect
                    operation User.find
                      serialize
                      db_query CLIENT select users
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    private Scope open(String name) {
        Span span = unit.recorder()
                .openTelemetry()
                .getTracer("application")
                .spanBuilder(name)
                .startSpan();
        Scope scope = span.makeCurrent();
        return () -> {
            scope.close();
            span.end();
        };
    }
}
