package dev.ormtracing.it.backends.library;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A small application: Hibernate on an H2 of its own, and one request that it answers. */
public final class Library implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Tracer tracer;
    private final SessionFactory sessions;

    public Library(OpenTelemetry openTelemetry) {
        this(openTelemetry, tracing(openTelemetry));
    }

    public Library(OpenTelemetry openTelemetry, OrmTracing tracing) {
        tracer = openTelemetry.getTracer("library", "1.0");
        Configuration configuration = new Configuration().addAnnotatedClass(Author.class);
        configuration.addAnnotatedClass(Book.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:library" + COUNT.incrementAndGet());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.setProperty("hibernate.jdbc.batch_size", "10");
        configuration.getProperties().put(OrmTracingSettings.TRACING, tracing);
        sessions = configuration.buildSessionFactory();
    }

    public SessionFactory sessions() {
        return sessions;
    }

    /** A request from its arrival to its answer; what it has to do with an earlier one is a link. Returns its trace. */
    public SpanContext serve() {
        Span earlier = tracer.spanBuilder("import catalogue").startSpan();
        earlier.end();
        Span request = tracer.spanBuilder("POST /authors")
                .setSpanKind(SpanKind.SERVER)
                .addLink(earlier.getSpanContext())
                .setAttribute("http.response.status_code", 200)
                .setAttribute("cache.hit.ratio", 0.25)
                .setAttribute("user.authenticated", true)
                .setAttribute(AttributeKey.stringArrayKey("user.roles"), List.of("editor", "reader"))
                .startSpan();
        try (Scope scope = request.makeCurrent()) {
            store();
            read();
            fail();
        } finally {
            request.end();
        }
        return request.getSpanContext();
    }

    /** A request that lists authors and looks at the books of each: an N+1. */
    public void list(int authors) {
        list(authors, "from Author");
    }

    /** The same with all books at once. */
    public void listAtOnce(int authors) {
        list(authors, "from Author a left join fetch a.books");
    }

    private void list(int authors, String query) {
        sessions.inTransaction(session -> {
            for (int i = 1; i <= authors; i++) {
                Author author = new Author(i, "Author " + i);
                author.write(i, "Book " + i);
                session.persist(author);
            }
        });
        Span request =
                tracer.spanBuilder("GET /authors").setSpanKind(SpanKind.SERVER).startSpan();
        try (Scope scope = request.makeCurrent()) {
            sessions.inTransaction(session -> session.createSelectionQuery(query, Author.class)
                    .getResultList()
                    .forEach(author -> author.books().size()));
        } finally {
            request.end();
        }
    }

    private void store() {
        Author author = new Author(1, "Ada");
        author.write(1, "Notes");
        author.write(2, "Sketch");
        sessions.inTransaction(session -> session.persist(author));
    }

    private void read() {
        int books = sessions.fromSession(
                session -> session.createSelectionQuery("from Author where name = :name", Author.class)
                        .setParameter("name", "Ada")
                        .getSingleResult()
                        .books()
                        .size());
        if (books != 2) {
            throw new IllegalStateException("2 books were stored, not " + books);
        }
    }

    private void fail() {
        try {
            sessions.inStatelessSession(session -> session.insert(new Author(2, "Ada")));
            throw new IllegalStateException("A name was stored twice");
        } catch (PersistenceException duplicate) {
            Span.current().addEvent("name refused");
        }
    }

    private static OrmTracing tracing(OpenTelemetry openTelemetry) {
        return OrmTracing.builder()
                .openTelemetry(openTelemetry)
                .recordReturnedRows(true)
                .build();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
