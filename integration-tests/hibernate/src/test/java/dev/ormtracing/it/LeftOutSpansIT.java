package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sampler that leaves out one kind of span keeps what is below it: that goes up to the next span that is recorded. */
@EveryDatabase
class LeftOutSpansIT {

    private final TracedUnit unit;

    LeftOutSpansIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void operations_leaveTheirStatements() {
        assertThat(request((sessions, blog) -> sessions.inSession(session -> read(session, blog)), "operation"))
                .isEqualTo("""
                        request
                          connect
                          db_query CLIENT select users
                          connect
                          db_query CLIENT select posts""");
    }

    @Test
    void operationsOfATransaction_leaveTheirFlushesAndStatements() {
        assertThat(request((sessions, blog) -> sessions.inTransaction(session -> change(session, blog)), "operation"))
                .isEqualTo("""
                        request
                          transaction orm.n_plus_one=[User.find, User.posts]
                            start_transaction
                              connect
                            db_query CLIENT select users
                            db_query CLIENT select posts
                            db_query CLIENT select users
                            db_query CLIENT select posts
                            flush
                              serialize
                              db_query CLIENT update users
                            db_query CLIENT select users
                            commit_transaction
                              db_query CLIENT COMMIT""");
    }

    @Test
    void transaction_leavesItsStepsAndOperations() {
        assertThat(request((sessions, blog) -> sessions.inTransaction(session -> change(session, blog)), "transaction"))
                .isEqualTo("""
                        request
                          start_transaction
                            connect
                          operation User.find
                            serialize
                            db_query CLIENT select users
                            hydrate
                          operation User.posts.initialize
                            serialize
                            db_query CLIENT select posts
                            hydrate
                          operation User.find
                            serialize
                            db_query CLIENT select users
                            hydrate
                          operation User.posts.initialize
                            serialize
                            db_query CLIENT select posts
                            hydrate
                          operation User.createQuery
                            compile
                          operation User.getResultList
                            compile
                            serialize
                            flush
                              serialize
                              db_query CLIENT update users
                            serialize
                            db_query CLIENT select users
                            hydrate
                          commit_transaction
                            db_query CLIENT COMMIT""");
    }

    @Test
    void flush_leavesItsStatements() {
        assertThat(request((sessions, blog) -> sessions.inTransaction(session -> change(session, blog)), "flush"))
                .isEqualTo("""
                        request
                          transaction orm.n_plus_one=[User.find, User.posts]
                            start_transaction
                              connect
                            operation User.find
                              serialize
                              db_query CLIENT select users
                              hydrate
                            operation User.posts.initialize
                              serialize
                              db_query CLIENT select posts
                              hydrate
                            operation User.find
                              serialize
                              db_query CLIENT select users
                              hydrate
                            operation User.posts.initialize
                              serialize
                              db_query CLIENT select posts
                              hydrate
                            operation User.createQuery
                              compile
                            operation User.getResultList
                              compile
                              serialize
                              db_query CLIENT update users
                              serialize
                              db_query CLIENT select users
                              hydrate
                            commit_transaction
                              db_query CLIENT COMMIT""");
    }

    @Test
    void stepsOfATransaction_leaveTheirStatements() {
        assertThat(request(
                        (sessions, blog) -> sessions.inTransaction(session -> change(session, blog)),
                        "start_transaction",
                        "commit_transaction"))
                .isEqualTo("""
                        request
                          transaction orm.n_plus_one=[User.find, User.posts]
                            connect
                            operation User.find
                              serialize
                              db_query CLIENT select users
                              hydrate
                            operation User.posts.initialize
                              serialize
                              db_query CLIENT select posts
                              hydrate
                            operation User.find
                              serialize
                              db_query CLIENT select users
                              hydrate
                            operation User.posts.initialize
                              serialize
                              db_query CLIENT select posts
                              hydrate
                            operation User.createQuery
                              compile
                            operation User.getResultList
                              compile
                              serialize
                              flush
                                serialize
                                db_query CLIENT update users
                              serialize
                              db_query CLIENT select users
                              hydrate
                            db_query CLIENT COMMIT""");
    }

    @Test
    void rollback_leavesItsStatement() {
        assertThat(request(
                        (sessions, blog) -> sessions.inSession(session -> {
                            session.beginTransaction();
                            read(session, blog);
                            session.getTransaction().rollback();
                        }),
                        "rollback_transaction"))
                .isEqualTo("""
                        request
                          transaction
                            start_transaction
                              connect
                            operation User.find
                              serialize
                              db_query CLIENT select users
                              hydrate
                            operation User.posts.initialize
                              serialize
                              db_query CLIENT select posts
                              hydrate
                            db_query CLIENT ROLLBACK""");
    }

    @Test
    void everythingAroundThem_leavesTheStatements() {
        assertThat(request(
                        (sessions, blog) -> sessions.inTransaction(session -> change(session, blog)),
                        "operation",
                        "flush",
                        "transaction",
                        "start_transaction",
                        "commit_transaction"))
                .isEqualTo("""
                        request
                          connect
                          db_query CLIENT select users
                          db_query CLIENT select posts
                          db_query CLIENT select users
                          db_query CLIENT select posts
                          db_query CLIENT update users
                          db_query CLIENT select users
                          db_query CLIENT COMMIT""");
    }

    /** What repeats only from turn to turn is said on the span around, as if the transactions were there. */
    @Test
    void transactionsOfALoop_leaveItsMark() {
        String tree = request(
                (sessions, blog) -> List.of(blog.ada(), blog.bob(), blog.eve())
                        .forEach(user -> sessions.inTransaction(session -> session.find(User.class, user))),
                "transaction",
                "start_transaction",
                "commit_transaction",
                "connect");

        assertThat(tree).isEqualTo("""
                request orm.n_plus_one=[User.find]
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate
                  db_query CLIENT COMMIT
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate
                  db_query CLIENT COMMIT
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate
                  db_query CLIENT COMMIT""");
    }

    /** Where nothing is recorded around, a sampler that leaves a span out has left out the trace. */
    @ParameterizedTest
    @ValueSource(strings = {"operation", "transaction"})
    void root_leavesNothing(String leftOut) {
        assertThat(traced(
                        null,
                        (sessions, blog) -> {
                            if (leftOut.equals("operation")) {
                                sessions.inSession(session -> read(session, blog));
                            } else {
                                sessions.inTransaction(session -> change(session, blog));
                            }
                        },
                        leftOut))
                .isEmpty();
    }

    /** The span that is current in an operation is the operation's, as it is where all is recorded. */
    @Test
    void operation_isCurrentAsTheSdkHasIt() {
        List<String> seen = new ArrayList<>();
        String tree = request(
                (sessions, blog) -> {
                    Span around = Span.current();
                    StatementInspector inspector = sql -> {
                        Span current = Span.current();
                        seen.add((current == around ? "request" : "operation") + " " + current.isRecording());
                        return sql;
                    };
                    try (Session session =
                            sessions.withOptions().statementInspector(inspector).openSession()) {
                        session.find(User.class, blog.ada());
                    }
                    assertThat(Span.current()).isSameAs(around);
                },
                "operation");

        assertThat(seen).containsExactly("operation false");
        assertThat(tree).isEqualTo("""
                request
                  connect
                  db_query CLIENT select users""");
    }

    private static void read(Session session, Blog blog) {
        session.find(User.class, blog.ada()).getPosts().size();
    }

    /** Two lazy collections, and a query that flushes. */
    private static void change(Session session, Blog blog) {
        session.find(User.class, blog.ada()).getPosts().size();
        User bob = session.find(User.class, blog.bob());
        bob.getPosts().size();
        bob.setName("Rob");
        session.createSelectionQuery("from User", User.class).getResultList();
    }

    /** The tree of the work in a span of the application, of which the sampler leaves out these kinds. */
    private String request(BiConsumer<SessionFactory, Blog> work, String... leftOut) {
        return traced("request", work, leftOut);
    }

    /** @param around the name of a span of the application, or null for none */
    private String traced(@Nullable String around, BiConsumer<SessionFactory, Blog> work, String... leftOut) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TraceRecorder recorder = TraceRecorder.builder()
                        .tracerProvider(provider -> provider.setSampler(new Without(List.of(leftOut))))
                        .build();
                TracedUnit other = unit.beside(
                        recorder,
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .nPlusOneThreshold(2)
                                .build())) {
            Tracer application = recorder.openTelemetry().getTracer("application");
            Span span = around == null
                    ? Span.getInvalid()
                    : application.spanBuilder(around).startSpan();
            try (Scope scope = span.makeCurrent()) {
                work.accept(other.sessions(), blog);
            } finally {
                span.end();
            }
            recorder.check();
            return recorder.traces().text(TreeFormat.standard().withAttributes("orm.n_plus_one"));
        }
    }

    /** Leaves out what is called so; what is below a span that it has left out, it would leave out too. */
    private record Without(List<String> leftOut) implements Sampler {

        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
            Span around = Span.fromContext(parent);
            boolean unsampled = around.getSpanContext().isValid()
                    && !around.getSpanContext().isSampled();
            boolean drops = unsampled || leftOut.contains(name.substring(name.lastIndexOf(':') + 1));
            return drops ? SamplingResult.drop() : SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "without " + leftOut;
        }
    }
}
