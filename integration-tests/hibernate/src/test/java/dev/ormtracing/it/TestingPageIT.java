package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of docs/testing.md, with the query and the tree that the page has. */
@ExtendWith(OrmTracingExtension.class)
class TestingPageIT {

    @Test
    void examplesTree_isTheOneOfThePage(OpenTelemetry openTelemetry, Traces traces) throws IOException {
        String page = Files.readString(page());
        String query = between(page, "createQuery\\(\"(.*?)\"");
        try (SessionFactory sessions = open(OrmTracing.create(openTelemetry))) {
            sessions.inSession(session -> session.createQuery(query, User.class).getResultList());
        }

        assertThatTraces(traces).hasOperation("User.getResultList").withQueries(1);
        assertThatTraces(traces).hasAtMostQueries(1).hasNoLazyLoading();
        assertThatTraces(traces)
                .matchesTree(between(page, "matchesTree\\(\"\"\"\n(.*?)\"\"\"").stripIndent());
    }

    private static SessionFactory open(OrmTracing tracing) {
        Configuration configuration =
                new Configuration().addAnnotatedClass(User.class).addAnnotatedClass(Post.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.TRACING, tracing);
        return configuration.buildSessionFactory();
    }

    private static Path page() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/testing.md"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/testing.md");
    }

    private static String between(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("The page has no " + pattern);
        }
        return matcher.group(1);
    }

    @Entity(name = "User")
    @Table(name = "users")
    static class User {

        @Id
        @GeneratedValue
        Integer id;

        @OneToMany(mappedBy = "user")
        List<Post> posts = new ArrayList<>();
    }

    @Entity(name = "Post")
    @Table(name = "posts")
    static class Post {

        @Id
        @GeneratedValue
        Integer id;

        @ManyToOne
        User user;
    }
}
