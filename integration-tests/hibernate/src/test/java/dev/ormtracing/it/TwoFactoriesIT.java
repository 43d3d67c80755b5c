package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@EveryDatabase
class TwoFactoriesIT {

    private static final int ROUNDS = 20;

    private final TracedUnit unit;

    TwoFactoriesIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void twoThreadsInEachOfTwoFactories_doNotSeeEachOther() throws Exception {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TraceRecorder recorder = TraceRecorder.create();
                TracedUnit other = unit.beside(recorder, OrmTracing.create(recorder.openTelemetry()))) {
            run(List.of(users(unit, blog), users(unit, blog), tags(other, blog), tags(other, blog)));

            assertOnly(unit, "User.find");
            assertOnly(other, "Tag.find");
            recorder.check();
        }
    }

    private static Callable<?> users(TracedUnit unit, Blog blog) {
        return () -> {
            for (int i = 0; i < ROUNDS; i++) {
                unit.session(session -> session.find(User.class, blog.ada()));
            }
            return null;
        };
    }

    private static Callable<?> tags(TracedUnit unit, Blog blog) {
        return () -> {
            for (int i = 0; i < ROUNDS; i++) {
                unit.session(session -> session.find(Tag.class, blog.tag()));
            }
            return null;
        };
    }

    private static void run(List<Callable<?>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<? extends Future<?>> running =
                    work.stream().map(threads::submit).toList();
            for (Future<?> thread : running) {
                thread.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void assertOnly(TracedUnit unit, String operation) {
        List<SpanTree> trees = unit.traces().trees();
        assertThat(trees).hasSize(2 * ROUNDS);
        assertThat(trees).allSatisfy(tree -> {
            assertThat(tree.attribute("name")).isEqualTo(operation);
            assertThat(tree.children())
                    .extracting(SpanTree::type)
                    .containsExactly("serialize", "connect", "db_query", "hydrate");
        });
    }
}
