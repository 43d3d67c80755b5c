package dev.ormtracing.it.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.ExecutingStatement;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where sessions and services cannot be replaced, as in Quarkus, the library puts its inspector behind the application's. */
@EveryDatabase
class InstalledInspectorIT {

    private final TracedUnit unit;
    private final TraceRecorder recorder = TraceRecorder.create();

    InstalledInspectorIT(TracedUnit unit) {
        this.unit = unit;
    }

    @AfterEach
    void everySpanHasEnded() {
        recorder.check();
        recorder.close();
    }

    @Test
    void operations_tellTheirStatements() {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (SessionFactory sessions = sessions(Map.of())) {
            sessions.inSession(session -> {
                User ada = session.find(User.class, blog.ada());
                assertThat(ada.getPosts()).hasSize(2);
            });
        }

        assertThat(recorder.traces().operations().stream().map(InstalledInspectorIT::statements))
                .containsExactly("User.find [1 select users]", "User.posts.initialize [1 select posts]");
    }

    private static String statements(SpanTree operation) {
        return operation.attribute("name") + " " + operation.attribute("orm.statement.summaries");
    }

    @Test
    void inspectorOfTheApplication_runsFirst() {
        StatementInspector own = sql -> sql.replace("/*own*/", "/*seen*/");
        try (SessionFactory sessions = sessions(Map.of(JdbcSettings.STATEMENT_INSPECTOR, own));
                Session session = sessions.openSession();
                Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            assertThat(session.createNativeQuery(itself("/*own*/ "), String.class)
                            .getSingleResult())
                    .isEqualTo(itself("/*seen*/ ") + " /*route='%2Fusers'*/");
        }
    }

    private String itself(String comment) {
        return ExecutingStatement.of(unit.database(), comment);
    }

    private SessionFactory sessions(Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("jakarta.persistence.nonJtaDataSource", unit.pool());
        settings.putAll(UntracedPersistence.identity(unit.database()));
        settings.put(OrmTracingSettings.SESSION_SUBCLASS, false);
        settings.put(
                TracedUnit.TRACING,
                OrmTracing.builder()
                        .openTelemetry(recorder.openTelemetry())
                        .sqlComment(SqlComment.TAGS)
                        .build());
        return UntracedPersistence.sessionsWithoutServices(settings);
    }
}
