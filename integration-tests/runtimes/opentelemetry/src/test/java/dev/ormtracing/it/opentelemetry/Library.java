package dev.ormtracing.it.opentelemetry;

import dev.ormtracing.core.OrmTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An application. Whatever it does is below a span of its own, named after it. */
final class Library implements AutoCloseable {

    /** What {@link #hibernate()} looks like when nobody else traces. */
    static final String HIBERNATE = """
            persist
              transaction
                start_transaction
                  connect
                operation Author.persist
                commit_transaction
                  flush
                    serialize
                    db_query CLIENT insert Author
                    db_query CLIENT insert Book
                  db_query CLIENT COMMIT
            find
              operation Author.find
                serialize
                connect
                db_query CLIENT select Author
                hydrate
              operation Author.books.initialize
                serialize
                connect
                db_query CLIENT select Book
                hydrate
            query
              operation Book.createQuery
                compile
              operation Book.getResultList
                compile
                serialize
                connect
                db_query CLIENT select Book
                hydrate
            doWork
              operation doWork
                serialize
                connect
                db_query CLIENT select Book
                db_query CLIENT select Author
                db_query CLIENT BATCH update Book
            """;

    /** The trees of {@link #jdbc}. */
    static final String JDBC = """
            jdbc
              connect
              db_query CLIENT select Book
              db_query CLIENT select Author
              db_query CLIENT BATCH update Book
            """;

    private static final String SELECT = "select title from Book where id > ?";

    private final Tracer tracer;
    private final SessionFactory sessions;

    Library(OpenTelemetry openTelemetry, OrmTracing tracing, DataSource dataSource) {
        this.tracer = openTelemetry.getTracer("library");
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Author.class)
                .addAnnotatedClass(Book.class)
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
        configuration.getProperties().put("hibernate.orm_tracing.tracing", tracing);
        this.sessions = configuration.buildSessionFactory();
        // The sequences' first blocks of ids.
        sessions.inTransaction(session -> {
            session.persist(new Author("Ada", "Notes"));
            session.persist(new Author("Grace", "A-0"));
        });
    }

    static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:library;DB_CLOSE_DELAY=-1");
        return database;
    }

    void hibernate() {
        step("persist", () -> sessions.inTransaction(session -> session.persist(new Author("Barbara", "CLU"))));
        step(
                "find",
                () -> sessions.inSession(
                        session -> session.find(Author.class, 1L).books.size()));
        step(
                "query",
                () -> sessions.inSession(session ->
                        session.createSelectionQuery("from Book", Book.class).getResultList()));
        step("doWork", () -> sessions.inSession(session -> session.doWork(Library::threeStatements)));
    }

    /** A scope from one callback to the next. */
    void scopes() {
        step(
                "scopes",
                () -> sessions.inSession(session -> {
                    Span opened = tracer.spanBuilder("opened").startSpan();
                    Scope scope = session.doReturningWork(connection -> opened.makeCurrent());
                    session.doWork(connection -> scope.close());
                    opened.end();
                }));
        step("after", () -> {});
    }

    void jdbc(String name, DataSource dataSource) {
        step(name, () -> {
            try (Connection connection = dataSource.getConnection()) {
                threeStatements(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void threeStatements(Connection connection) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(SELECT)) {
            prepared.setLong(1, 0);
            prepared.executeQuery().close();
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select count(*) from Author").close();
        }
        try (PreparedStatement batch = connection.prepareStatement("update Book set title = ? where id = ?")) {
            for (long id = 1; id <= 2; id++) {
                batch.setString(1, "Book " + id);
                batch.setLong(2, id);
                batch.addBatch();
            }
            batch.executeBatch();
        }
    }

    private void step(String name, Runnable work) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
