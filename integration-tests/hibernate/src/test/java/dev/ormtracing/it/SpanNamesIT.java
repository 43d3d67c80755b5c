package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SpanNaming;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The names of spans, with the scopes that they come from. */
@EveryDatabase
class SpanNamesIT {

    private final TracedUnit unit;

    SpanNamesIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void described_isAStepAndItsSubject() {
        assertThat(names(SpanNaming.DESCRIBED)).containsExactly("""
                hibernate begin
                hibernate commit
                hibernate compile
                hibernate flush
                hibernate hydrate
                hibernate operation User.createQuery
                hibernate operation User.find
                hibernate operation User.getResultList
                hibernate operation User.persist
                hibernate operation User.posts.initialize
                hibernate serialize
                hibernate transaction
                jdbc connect
                jdbc db_query COMMIT
                jdbc db_query insert users
                jdbc db_query select posts
                jdbc db_query select users
                """.split("\n"));
    }

    @Test
    void byConvention_operationsAndStatementsAreTheirSubject() {
        assertThat(names(SpanNaming.CONVENTION))
                .contains(
                        "hibernate User.find",
                        "hibernate orm:client:commit_transaction",
                        "jdbc select users",
                        "jdbc orm:client:connect");
    }

    private Set<String> names(SpanNaming naming) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TraceRecorder recorder = TraceRecorder.create();
                TracedUnit other = unit.beside(
                        recorder,
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .spanNaming(naming)
                                .build())) {
            other.sessions().inTransaction(session -> {
                session.find(User.class, blog.ada()).getPosts().size();
                session.persist(new User("new@example.org"));
                session.createQuery("from User", User.class).getResultList();
            });
            recorder.check();
            Set<String> names = new TreeSet<>();
            recorder.traces().trees().stream()
                    .flatMap(tree -> tree.stream())
                    .forEach(tree -> names.add(named(tree.span())));
            return names;
        }
    }

    private static String named(SpanData span) {
        return span.getInstrumentationScopeInfo().getName().replace("dev.ormtracing.", "") + " " + span.getName();
    }
}
