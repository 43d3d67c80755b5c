package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where operations say that they are called, whichever way through Hibernate the call takes. */
@EveryDatabase
class CallerIT {

    private static final String SERVICE = "dev.ormtracing.it.CallerIT$Service.";

    private final TracedUnit unit;
    private final TraceRecorder recorder = TraceRecorder.create();
    private final OrmTracing tracing = OrmTracing.builder()
            .openTelemetry(recorder.openTelemetry())
            .recordCaller(true)
            .build();
    private TracedUnit traced;
    private Blog blog;

    CallerIT(TracedUnit unit) {
        this.unit = unit;
    }

    @BeforeEach
    void boot() {
        blog = unit.givenFrom(Blog::persistIn);
        traced = unit.beside(recorder, tracing);
    }

    @AfterEach
    void everySpanHasEnded() {
        traced.close();
        recorder.check();
        recorder.close();
    }

    @Test
    void operation_tellsMethodFileAndLine() {
        traced.session(session -> Service.find(session, blog.ada()));

        SpanTree find = recorder.traces().operations("User.find").get(0);
        assertThat((Object) find.attribute("code.function.name")).isEqualTo(SERVICE + "find");
        assertThat((Object) find.attribute("code.file.path")).isEqualTo("CallerIT.java");
        assertThat((Long) find.attribute("code.line.number")).isPositive();
        assertThat((Object) recorder.traces().queries().get(0).attribute("code.function.name"))
                .isNull();
    }

    @Test
    void everyWay_leadsToTheApplication() {
        traced.transaction(session -> {
            User ada = Service.find(session, blog.ada());
            Service.firstPost(ada);
            Service.all(session);
            Service.tag(session, "one");
            Service.tag(session, "two");
        });

        assertThat(recorder.traces().operations())
                .extracting(operation -> operation.attribute("name") + " " + operation.attribute("code.function.name"))
                .contains(
                        "User.find " + SERVICE + "find",
                        "User.posts.initialize " + SERVICE + "firstPost",
                        "User.getResultList " + SERVICE + "all",
                        "Tag.persist " + SERVICE + "tag")
                .allMatch(told -> told.contains(SERVICE));
    }

    @Test
    void statementOutsideOfOperations_tellsItself() throws SQLException {
        Service.select(TracingDataSource.wrap(unit.pool(), tracing).getConnection());

        assertThat((Object) recorder.traces().queries().get(0).attribute("code.function.name"))
                .isEqualTo(SERVICE + "select");
    }

    /** Stands for an application's. */
    private static final class Service {

        static User find(Session session, Long id) {
            return session.find(User.class, id);
        }

        static Object firstPost(User user) {
            return user.getPosts().iterator().next();
        }

        static List<User> all(Session session) {
            return session.createSelectionQuery("from User", User.class).getResultList();
        }

        static void tag(Session session, String name) {
            session.persist(new Tag(name));
        }

        static void select(Connection connection) throws SQLException {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.executeQuery("select 1").close();
            }
        }
    }
}
