package dev.ormtracing.it.testkit;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What is tested. */
public final class Library implements AutoCloseable {

    private final SessionFactory sessions;

    private Library(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A library with so many authors, who have a book each. */
    public static Library with(int authors, OpenTelemetry openTelemetry) {
        Configuration configuration =
                new Configuration().addAnnotatedClass(Author.class).addAnnotatedClass(Book.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.setProperty("hibernate.connection.pool_size", "2");
        configuration.getProperties().put(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry));
        Library library = new Library(configuration.buildSessionFactory());
        library.sessions.inTransaction(
                session -> IntStream.rangeClosed(1, authors).forEach(id -> session.persist(new Author(id))));
        return library;
    }

    public void find(int author) {
        sessions.inSession(session -> session.find(Author.class, author));
    }

    /** The loop that every team has somewhere, and then what a test looks at in the open transaction. */
    public void readBooksOneByOne(Runnable then) {
        sessions.inTransaction(session -> {
            session.createSelectionQuery("from Author order by id", Author.class)
                    .getResultList()
                    .forEach(author -> Hibernate.initialize(author.books));
            then.run();
        });
    }

    public Session openSession() {
        return sessions.openSession();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
