package dev.ormtracing.it.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.OrmTracingStatementInspector;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.ExecutingStatement;
import dev.ormtracing.it.fixture.Serialized;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inspector says where it is all that there is of this library, and that it says nothing where there is more. */
@EveryDatabase
class StatementInspectorIT {

    private static final AttributeKey<List<String>> SUMMARIES = AttributeKey.stringArrayKey("orm.statement.summaries");

    private final TracedUnit unit;
    private final TraceRecorder recorder = TraceRecorder.create();

    StatementInspectorIT(TracedUnit unit) {
        this.unit = unit;
    }

    @AfterEach
    void everySpanHasEnded() {
        recorder.check();
        recorder.close();
    }

    static Stream<Object> waysToSetIt() {
        return Stream.of(
                OrmTracingStatementInspector.class.getName(),
                OrmTracingStatementInspector.class,
                new OrmTracingStatementInspector());
    }

    @ParameterizedTest
    @MethodSource("waysToSetIt")
    void statements_areCountedOnTheCurrentSpan(Object inspector) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TracedUnit inspected = alone(inspector, SqlComment.NONE)) {
            inRequest(() -> inspected.transaction(session -> {
                assertThat(session.find(User.class, blog.ada()).getPosts()).hasSize(2);
                assertThat(session.find(User.class, blog.bob()).getPosts()).hasSize(1);
            }));
        }

        assertRequest(4, "2 select users", "2 select posts");
    }

    @Test
    void batch_isOneStatement() {
        try (TracedUnit inspected = alone(SqlComment.NONE, Map.of("hibernate.jdbc.batch_size", "10"))) {
            inRequest(() -> inspected.transaction(session -> {
                for (int i = 0; i < 25; i++) {
                    session.persist(new Tag("tag " + i));
                }
            }));
        }

        assertThat(summaries()).contains("1 insert tags");
    }

    @Test
    void procedure_isCounted_butNotTheApplicationsJdbc() {
        try (TracedUnit inspected = alone(SqlComment.NONE, Map.of())) {
            inRequest(() -> inspected.transaction(session -> {
                session.doWork(connection -> {
                    try (var statement = connection.prepareStatement("select count(*) from users")) {
                        statement.executeQuery();
                    }
                });
                session.createNamedStoredProcedureQuery("User.rename")
                        .setParameter("new_name", "Nobody")
                        .execute();
            }));
        }

        assertRequest(1, "1 call rename_users");
    }

    @Test
    void summaries_areBounded() {
        try (TracedUnit inspected = alone(SqlComment.NONE, Map.of())) {
            inRequest(() -> inspected.session(session -> {
                for (int i = 0; i < 20; i++) {
                    session.createNativeQuery(
                                    "with t" + i + " as (select 1 as c) select 'secret', c from t" + i + " t, users u",
                                    Object[].class)
                            .getResultList();
                    session.createNativeQuery("select count(*) from users x" + i, Long.class)
                            .getSingleResult();
                }
            }));
        }

        assertThat(request().attribute("orm.statement.count")).isEqualTo(40L);
        assertThat(summaries()).hasSizeLessThanOrEqualTo(17).noneMatch(summary -> summary.contains("secret"));
    }

    @Test
    void sessionWithAnInspectorOfItsOwn_isNotSeen() {
        Blog blog = unit.givenFrom(Blog::persistIn);
        StatementInspector own = sql -> sql;
        try (TracedUnit inspected = alone(SqlComment.NONE, Map.of())) {
            inRequest(() -> {
                try (Session session = inspected
                        .sessions()
                        .withOptions()
                        .statementInspector(own)
                        .openSession()) {
                    session.find(User.class, blog.ada());
                }
            });
        }

        assertThat(request().attribute("orm.statement.count")).isNull();
    }

    @Test
    void sessionOutOfAStream_hasTheInspectorOfItsFactory() throws Exception {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TracedUnit inspected = alone(SqlComment.NONE, Map.of())) {
            Session session = inspected.sessions().openSession();
            byte[] bytes = Serialized.bytesOf(session);
            session.close();
            try (Session read = (Session) Serialized.read(bytes)) {
                inRequest(() -> read.find(User.class, blog.ada()));
            }
        }

        assertRequest(1, "1 select users");
    }

    @Test
    void tags_areWhatTheApplicationSays() {
        try (TracedUnit inspected = alone(SqlComment.TAGS, Map.of());
                Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            assertThat(textOf(inspected)).isEqualTo(itself() + " /*route='%2Fusers'*/");
        }
    }

    @Test
    void traceparent_isThatOfTheCurrentSpan() {
        try (TracedUnit inspected = alone(SqlComment.TRACEPARENT, Map.of())) {
            List<String> text = new ArrayList<>();
            inRequest(() -> text.add(textOf(inspected)));

            assertThat(text).containsExactly(itself() + " /*traceparent='" + traceparent(request()) + "'*/");
        }
    }

    /** Where connections are traced. */
    enum Traced {
        BY_SESSIONS,
        BY_SERVICES,
        BY_THE_APPLICATION,
        BELOW_ANOTHER_WRAPPER
    }

    @ParameterizedTest
    @EnumSource(Traced.class)
    void nothing_isSaidTwice(Traced where) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        String plain = trees(where, blog, null);

        assertThat(trees(where, blog, new OrmTracingStatementInspector())).isEqualTo(plain);
    }

    private String trees(Traced where, Blog blog, @Nullable StatementInspector inspector) {
        OrmTracing tracing = tracing(SqlComment.TAGS);
        DataSource source = switch (where) {
            case BY_SESSIONS, BY_SERVICES -> unit.pool();
            case BY_THE_APPLICATION -> TracingDataSource.wrap(unit.pool(), tracing);
            case BELOW_ANOTHER_WRAPPER -> new UnknownDataSource(TracingDataSource.wrap(unit.pool(), tracing));
        };
        Map<String, Object> settings = new HashMap<>();
        settings.put(OrmTracingSettings.ENABLED, where == Traced.BY_SESSIONS || where == Traced.BY_SERVICES);
        settings.put(OrmTracingSettings.SESSION_SUBCLASS, where == Traced.BY_SESSIONS);
        if (inspector != null) {
            settings.put(JdbcSettings.STATEMENT_INSPECTOR, inspector);
        }
        try (TracedUnit traced = TracedUnit.create(unit.database(), unit.pool(), source, recorder, tracing, settings)) {
            // Only with its first statement does a connection tell that it is traced.
            traced.session(session -> session.find(User.class, blog.eve()));
            recorder.reset();
            List<String> text = new ArrayList<>();
            inRequest(() -> {
                traced.transaction(session ->
                        session.find(User.class, blog.ada()).getPosts().size());
                text.add(textOf(traced));
            });
            String trees = recorder.traces().stream()
                    .map(tree -> tree.name() + " " + tree.attribute("db.query.text") + " "
                            + tree.attribute("orm.statement.count") + "\n")
                    .toList()
                    .toString();
            return trees + text;
        } finally {
            recorder.reset();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"isRecording", "getSpanContext", "setAttribute"})
    void failureOfASpan_doesNotReachTheApplication(String failing) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        AtomicInteger failures = new AtomicInteger();
        Span request = startRequest();
        Span broken = (Span) Proxy.newProxyInstance(
                Span.class.getClassLoader(), new Class<?>[] {Span.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(failing) && !isCalledByTheDriver()) {
                        failures.incrementAndGet();
                        throw new IllegalStateException("planted");
                    }
                    return method.isDefault()
                            ? InvocationHandler.invokeDefault(proxy, method, arguments)
                            : method.invoke(request, arguments);
                });
        try (TracedUnit inspected = alone(SqlComment.TRACEPARENT, Map.of());
                Scope scope = broken.makeCurrent()) {
            inspected.session(session ->
                    assertThat(session.find(User.class, blog.ada()).getName()).isEqualTo("Ada"));
        } finally {
            request.end();
        }

        assertThat(failures).hasPositiveValue();
    }

    /** Connector/J has spans of its own, and fails with them. */
    private static boolean isCalledByTheDriver() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith("com.mysql.")));
    }

    private TracedUnit alone(SqlComment comment, Map<String, ?> more) {
        return alone(new OrmTracingStatementInspector(), tracing(comment), more);
    }

    private TracedUnit alone(Object inspector, SqlComment comment) {
        return alone(inspector, tracing(comment), Map.of());
    }

    /** A factory that is not traced but for the inspector. */
    private TracedUnit alone(Object inspector, OrmTracing tracing, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(OrmTracingSettings.ENABLED, false);
        settings.put(JdbcSettings.STATEMENT_INSPECTOR, inspector);
        return TracedUnit.create(unit.database(), unit.pool(), unit.pool(), recorder, tracing, settings);
    }

    private OrmTracing tracing(SqlComment comment) {
        return OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .sqlComment(comment)
                .build();
    }

    private Span startRequest() {
        return recorder.openTelemetry()
                .getTracer("application")
                .spanBuilder("request")
                .startSpan();
    }

    private void inRequest(Runnable work) {
        Span span = startRequest();
        try (Scope scope = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    private SpanTree request() {
        assertThat(recorder.traces().trees()).hasSize(1);
        SpanTree request = recorder.traces().trees().get(0);
        assertThat(request.children()).isEmpty();
        return request;
    }

    private List<String> summaries() {
        List<String> summaries = request().attribute(SUMMARIES);
        return summaries == null ? List.of() : summaries;
    }

    private void assertRequest(long statements, String... summaries) {
        assertThat(request().attribute("orm.statement.count")).isEqualTo(statements);
        assertThat(summaries()).isEqualTo(List.of(summaries));
    }

    private static String traceparent(SpanTree tree) {
        SpanContext span = tree.span().getSpanContext();
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    private String textOf(TracedUnit inspected) {
        try (Session session = inspected.sessions().openSession()) {
            return session.createNativeQuery(itself(), String.class).getSingleResult();
        }
    }

    private String itself() {
        return ExecutingStatement.of(unit.database());
    }
}
