package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.ExecutingStatement;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server receives of Hibernate's statements, by a query that selects its own text. */
@EveryDatabase
class SqlCommentsIT {

    private final TracedUnit unit;
    private final TraceRecorder recorder = TraceRecorder.create();

    SqlCommentsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @AfterEach
    void everySpanHasEnded() {
        recorder.check();
        recorder.close();
    }

    @Test
    void tags_nameTheOperationAndWhatTheApplicationSays() {
        try (TracedUnit traced = traced(SqlComment.TAGS, Map.of());
                Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            assertThat(textOf(traced)).isEqualTo(itself() + " /*orm='" + operation() + "',route='%2Fusers'*/");
        }
    }

    @Test
    void traceparent_isThatOfTheStatement() {
        try (TracedUnit traced = traced(SqlComment.TRACEPARENT, Map.of())) {
            String text = textOf(traced);

            SpanContext query = recorder.traces().queries().get(0).span().getSpanContext();
            assertThat(text)
                    .isEqualTo(itself() + " /*orm='" + operation() + "',traceparent='00-" + query.getTraceId() + "-"
                            + query.getSpanId() + "-" + query.getTraceFlags().asHex() + "'*/");
        }
    }

    @Test
    void unsampled_hasTheTagsAlone() {
        SpanContext unsampled = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault());
        String sampled;
        try (TracedUnit traced = traced(SqlComment.TAGS, Map.of())) {
            sampled = textOf(traced);
        }
        try (TracedUnit traced = traced(SqlComment.TRACEPARENT, Map.of());
                Scope scope = Span.wrap(unsampled).makeCurrent()) {
            assertThat(textOf(traced)).isEqualTo(sampled);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hibernateAndTheTree_stayAsTheyAre(boolean sessionSubclass) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        unit.given(session ->
                session.createNativeMutationQuery("delete from post_tags").executeUpdate());
        List<String> inspected = new ArrayList<>();
        StatementInspector inspector = sql -> {
            inspected.add(sql);
            return sql;
        };
        String plain = work(SqlComment.NONE, sessionSubclass, inspector, blog);
        List<String> expected = List.copyOf(inspected);
        for (SqlComment comment : List.of(SqlComment.TAGS, SqlComment.TRACEPARENT)) {
            inspected.clear();
            assertThat(work(comment, sessionSubclass, inspector, blog)).isEqualTo(plain);
            assertThat(inspected).isEqualTo(expected).noneMatch(sql -> sql.contains("orm="));
        }
    }

    /** Each kind of statement, with Hibernate's own comments; the trees with what a span tells of its statement. */
    private String work(SqlComment comment, boolean sessionSubclass, StatementInspector inspector, Blog blog) {
        try (TracedUnit traced = traced(
                comment,
                Map.of(
                        "hibernate.orm_tracing.session_subclass",
                        "" + sessionSubclass,
                        "hibernate.use_sql_comments",
                        "true",
                        "hibernate.jdbc.batch_size",
                        "10",
                        "hibernate.session_factory.statement_inspector",
                        inspector))) {
            traced.transaction(session -> {
                User ada = session.find(User.class, blog.ada());
                ada.setName("Ada " + comment);
                assertThat(ada.getPosts()).hasSize(2);
                session.createSelectionQuery("from User where name like :name", User.class)
                        .setParameter("name", "Ada%")
                        .getSingleResult();
            });
            traced.transaction(
                    session -> List.of("one", "two", "three").forEach(name -> session.persist(new Tag(name))));
            traced.sessions().inStatelessTransaction(session -> {
                session.setJdbcBatchSize(1); // Hibernate 6.6 leaves what it has prepared to the commit
                session.insert(new Tag("four"));
            });
            traced.transaction(session -> session.createMutationQuery("delete from Tag where name like :name")
                    .setParameter("name", "%")
                    .executeUpdate());
        }
        String trees =
                recorder.traces().stream().map(SqlCommentsIT::line).toList().toString();
        recorder.reset();
        return trees;
    }

    private static String line(SpanTree tree) {
        return tree.span().getName() + " " + tree.attribute("name") + " " + tree.attribute("db.query.text") + " "
                + tree.attribute("db.query.summary") + " " + tree.attribute("db.operation.batch.size") + "\n";
    }

    private String textOf(TracedUnit traced) {
        try (Session session = traced.sessions().openSession()) {
            return session.createNativeQuery(itself(), String.class).getSingleResult();
        }
    }

    private String operation() {
        return String.valueOf(recorder.traces().operations().stream()
                .map(operation -> operation.attribute("name"))
                .filter(name -> name.toString().endsWith("getSingleResult"))
                .findFirst()
                .orElseThrow());
    }

    private String itself() {
        return ExecutingStatement.of(unit.database());
    }

    private TracedUnit traced(SqlComment comment, Map<String, ?> hibernate) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .sqlComment(comment)
                .build();
        return TracedUnit.create(unit.database(), unit.pool(), unit.pool(), recorder, tracing, hibernate);
    }
}
