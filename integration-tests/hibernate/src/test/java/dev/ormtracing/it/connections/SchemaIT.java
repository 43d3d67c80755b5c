package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Hibernate8;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.jdbc.TracingDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What makes and drops the schema, through a DataSource that the application has wrapped or one that it has not. With
 * PostgreSQL there is a {@code set} before each drop.
 */
@EveryDatabase
class SchemaIT {

    private final TracedUnit unit;
    private final OrmTracing tracing;

    SchemaIT(TracedUnit unit) {
        this.unit = unit;
        this.tracing = OrmTracing.create(unit.recorder().openTelemetry());
    }

    @Test
    void schemaIsDropped_belowDisconnect() {
        SessionFactory sessions = untold(() -> boot(wrapped(), "create-drop"));

        sessions.close();

        unit.expect("""
                disconnect
                  connect
                  * db_query CLIENT set
                  db_query CLIENT drop table Shelf
                """);
    }

    @Test
    void schemaIsDropped_belowDisconnect_belowTheSpanAroundIt() {
        SessionFactory sessions = untold(() -> boot(wrapped(), "create-drop"));

        under("shutdown", sessions::close);

        unit.expect("""
                shutdown
                  disconnect
                    connect
                    * db_query CLIENT set
                    db_query CLIENT drop table Shelf
                """);
    }

    @Test
    void schemaIsDropped_withoutASpan_whereOnlyHibernateIsTraced() {
        SessionFactory sessions = untold(() -> boot(unit.pool(), "create-drop"));

        sessions.close();

        unit.expect("""
                disconnect
                """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void schemaIsDropped_belowDisconnect_withoutSessionSubclasses(boolean wrapped) {
        SessionFactory sessions = untold(() -> bootPlain(wrapped ? wrapped() : unit.pool()));

        sessions.close();

        unit.expect("""
                disconnect
                  connect
                  * db_query CLIENT set
                  db_query CLIENT drop table Shelf
                """);
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void schemaIsDropped_belowDisconnect_belowTheSpanAroundIt_withoutSessionSubclasses() {
        SessionFactory sessions = untold(() -> bootPlain(wrapped()));

        under("shutdown", sessions::close);

        unit.expect("""
                shutdown
                  disconnect
                    connect
                    * db_query CLIENT set
                    db_query CLIENT drop table Shelf
                """);
    }

    @Test
    void dropOfWhatIsGone_isBelowDisconnect_withoutSessionSubclasses() {
        SessionFactory sessions = untold(() -> bootPlain(wrapped(), factory -> dropShelf()));

        sessions.close();

        assertThat(unit.traces().text())
                .contains("""
                disconnect
                """)
                .contains("  db_query CLIENT drop table Shelf")
                .doesNotContain("\ndb_query");
        unit.traces().clear();
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void schemaIsMade_belowTheSpanAroundIt() {
        SessionFactory[] sessions = new SessionFactory[1];

        under("start", () -> sessions[0] = boot(wrapped(), "create"));

        unit.expect("""
                start
                  + connect
                  ...
                  db_query CLIENT drop table Shelf
                  ...
                  db_query CLIENT create table Shelf
                """);
        untold(() -> {
            sessions[0].close();
            boot(wrapped(), "drop").close();
            return null;
        });
    }

    @Test
    void operationOfAnObserver_isBelowDisconnect() {
        SessionFactory sessions = untold(() -> boot(
                unit.pool(),
                "create-drop",
                factory -> factory.inStatelessSession(session -> catchThrowable(() -> session.get(Shelf.class, 1)))));

        sessions.close();

        unit.expect("""
                disconnect
                  operation Shelf.get%s
                    serialize
                    connect
                    db_query CLIENT select Shelf
                    hydrate
                """.formatted(Hibernate8.isThere() ? " ERROR jakarta.persistence.EntityNotFoundException" : ""));
    }

    @Test
    void secondClose_leavesNothing() {
        SessionFactory sessions = untold(() -> boot(unit.pool(), "none"));

        sessions.close();
        sessions.close();

        unit.expect("""
                disconnect
                """);
    }

    @Test
    void failedClose_fails() {
        SessionFactory sessions = untold(() -> boot(unit.pool(), "none", factory -> {
            throw new IllegalStateException("not yet");
        }));

        assertThatThrownBy(sessions::close).isExactlyInstanceOf(IllegalStateException.class);

        unit.expect("""
                disconnect ERROR java.lang.IllegalStateException
                """);
    }

    private DataSource wrapped() {
        return TracingDataSource.wrap(unit.pool(), tracing);
    }

    private SessionFactory bootPlain(DataSource source) {
        return bootPlain(source, factory -> {});
    }

    private SessionFactory bootPlain(DataSource source, Consumer<SessionFactory> whenClosing) {
        return boot(source, "create-drop", whenClosing, Map.of(Factories.SUBCLASS, "false"));
    }

    private void dropShelf() {
        try (Connection connection = unit.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table Shelf");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private SessionFactory boot(DataSource source, String action) {
        return boot(source, action, factory -> {});
    }

    private SessionFactory boot(DataSource source, String action, Consumer<SessionFactory> whenClosing) {
        return boot(source, action, whenClosing, Map.of());
    }

    private SessionFactory boot(
            DataSource source, String action, Consumer<SessionFactory> whenClosing, Map<String, String> settings) {
        Configuration configuration = new Configuration().addAnnotatedClass(Shelf.class);
        configuration.getProperties().put("hibernate.connection.datasource", source);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", action);
        configuration.getProperties().put(TracedUnit.TRACING, tracing);
        configuration.getProperties().putAll(settings);
        configuration.setSessionFactoryObserver(new SessionFactoryObserver() {
            @Override
            public void sessionFactoryClosing(SessionFactory factory) {
                whenClosing.accept(factory);
            }
        });
        return configuration.buildSessionFactory();
    }

    private <T> T untold(Supplier<T> work) {
        T result = work.get();
        unit.traces().clear();
        return result;
    }

    private void under(String name, Runnable work) {
        Span span = unit.recorder()
                .openTelemetry()
                .getTracer("application")
                .spanBuilder(name)
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        int id;
    }
}
