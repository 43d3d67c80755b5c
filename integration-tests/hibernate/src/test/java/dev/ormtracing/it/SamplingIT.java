package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Without a trace, the same results. */
@EveryDatabase
class SamplingIT {

    private final TracedUnit unit;

    SamplingIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void results_areThoseOfTheUntracedSessions() {
        Blog blog = unit.givenFrom(Blog::persistIn);

        assertThat(results(unit.sessions(), blog)).isEqualTo(results(unit.untraced(), blog));
    }

    @Test
    void samplerThatDropsAll_leavesNoSpan() {
        try (TraceRecorder recorder = TraceRecorder.builder()
                .tracerProvider(provider -> provider.setSampler(Sampler.alwaysOff()))
                .build()) {
            assertSameResults(recorder, OrmTracing.create(recorder.openTelemetry()));

            assertThat(recorder.traces().trees()).isEmpty();
            recorder.check();
        }
    }

    @Test
    void withoutAnSdk_resultsAreTheSame() {
        try (TraceRecorder recorder = TraceRecorder.create()) {
            assertSameResults(recorder, OrmTracing.create(OpenTelemetry.noop()));
        }
    }

    @Test
    void switchedOff_resultsAreTheSame() {
        try (TraceRecorder recorder = TraceRecorder.create()) {
            assertSameResults(
                    recorder,
                    OrmTracing.builder()
                            .openTelemetry(recorder.openTelemetry())
                            .enabled(false)
                            .build());

            assertThat(recorder.traces().trees()).isEmpty();
        }
    }

    private void assertSameResults(TraceRecorder recorder, OrmTracing tracing) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        List<Object> expected = results(unit.untraced(), blog);
        try (TracedUnit other = unit.beside(recorder, tracing)) {
            assertThat(results(other.sessions(), blog)).isEqualTo(expected);
        }
    }

    private static List<Object> results(SessionFactory sessions, Blog blog) {
        List<Object> results = new ArrayList<>();
        sessions.inTransaction(session -> {
            User ada = session.find(User.class, blog.ada());
            results.add(ada.getEmail());
            results.add(ada.getPosts().size());
            results.add(session.createSelectionQuery("select count(*) from Post", Long.class)
                    .getSingleResult());
            try (Stream<Post> posts = session.createSelectionQuery("from Post p order by p.id", Post.class)
                    .getResultStream()) {
                results.addAll(posts.map(Post::getTitle).toList());
            }
            results.add(session.createMutationQuery("update Post set published = true")
                    .executeUpdate());
        });
        return results;
    }
}
