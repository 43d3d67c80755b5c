package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** How the trees hang together with the spans of others. */
@EveryDatabase
class ContextIT {

    private final TracedUnit unit;
    private final Tracer application;

    ContextIT(TracedUnit unit) {
        this.unit = unit;
        application = unit.recorder().openTelemetry().getTracer("application");
    }

    @Test
    void spanOfTheApplication_isTheParentOfItsOperations() {
        inSpan(
                "GET /users",
                () -> unit.session(session -> {
                    session.find(User.class, -1L);
                    inSpan("check", () -> session.find(User.class, -2L));
                }));

        unit.expect("""
                GET /users
                  operation User.find
                    serialize
                    connect
                    db_query CLIENT select users
                    hydrate
                  check
                    operation User.find
                      serialize
                      connect
                      db_query CLIENT select users
                      hydrate
                """);
    }

    @Test
    void spanOfTheApplicationInATransaction_isNotLeftOut() {
        unit.transaction(session -> {
            session.find(User.class, -1L);
            inSpan("step", () -> session.find(User.class, -2L));
        });

        unit.expect("""
                transaction
                  start_transaction
                    connect
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                step
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate
                """);
    }

    @Test
    void spanMadeDuringAStatement_isBelowTheStatement() {
        OrmTracing tracing = OrmTracing.create(unit.recorder().openTelemetry());
        DataSource source = wrap(DataSource.class, unit.pool());
        try (TracedUnit driver =
                TracedUnit.create(unit.database(), unit.pool(), source, unit.recorder(), tracing, Map.of())) {
            driver.session((Session session) -> session.find(User.class, -1L));
        }

        assertThatTraces(unit.traces()).ignoring("disconnect").matchesTree("""
                operation User.find
                  serialize
                  connect
                    pool
                  db_query CLIENT select users
                    driver
                  hydrate
                """);
    }

    private void inSpan(String name, Runnable work) {
        Span span = application.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    /** A driver that makes spans of its own. */
    private <T> T wrap(Class<T> type, Object driver) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object result = call(driver, method, arguments);
            if (result instanceof PreparedStatement) {
                return wrap(PreparedStatement.class, result);
            }
            return result instanceof Connection && type == DataSource.class ? wrap(Connection.class, result) : result;
        };
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object driver, Method method, Object[] arguments) throws Throwable {
        boolean connects = driver instanceof DataSource && method.getName().equals("getConnection");
        boolean executes = method.getName().equals("executeQuery");
        Span span = connects || executes
                ? application.spanBuilder(connects ? "pool" : "driver").startSpan()
                : Span.getInvalid();
        try {
            return method.invoke(driver, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        } finally {
            span.end();
        }
    }
}
