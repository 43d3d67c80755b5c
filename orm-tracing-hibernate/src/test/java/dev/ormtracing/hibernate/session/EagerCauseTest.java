package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Hibernate loads by statements of their own inside a query. */
@ExtendWith(OrmTracingExtension.class)
class EagerCauseTest {

    private final Traces traces;
    private final SessionFactory sessions;

    EagerCauseTest(OpenTelemetry openTelemetry, Traces traces) {
        this.traces = traces;
        Configuration configuration =
                new Configuration().addAnnotatedClass(Book.class).addAnnotatedClass(Author.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry));
        this.sessions = configuration.buildSessionFactory();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void eagerAssociationsOfAQuery_tellThemselves() {
        sessions.inTransaction(session -> {
            Author author = new Author();
            author.pseudonyms.add("Currer Bell");
            session.persist(author);
            Book book = new Book();
            book.author = author;
            session.persist(book);
        });
        traces.clear();

        sessions.inSession(
                session -> session.createQuery("from Book", Book.class).getResultList());

        TreeFormat causes = TreeFormat.standard().withAttributes("orm.entity", "orm.role", "orm.load");
        assertThat(traces.queries().stream().map(causes::line).collect(Collectors.joining("\n")))
                .isEqualTo("""
                        db_query CLIENT select Book orm.entity=Book orm.load=query
                        db_query CLIENT select Author orm.entity=Author orm.load=id
                        db_query CLIENT select Author_pseudonyms \
                        orm.entity=Author orm.role=Author.pseudonyms orm.load=collection""");
    }

    @Entity(name = "Book")
    static class Book implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        long id = 1;

        @ManyToOne(fetch = FetchType.EAGER)
        Author author;
    }

    @Entity(name = "Author")
    static class Author implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        long id = 1;

        @ElementCollection(fetch = FetchType.EAGER)
        @org.hibernate.annotations.Fetch(org.hibernate.annotations.FetchMode.SELECT)
        List<String> pseudonyms = new ArrayList<>();
    }
}
