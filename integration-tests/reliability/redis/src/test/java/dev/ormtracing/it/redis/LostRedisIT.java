package dev.ormtracing.it.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Redis is killed or halted in the middle of a step: the application sees what it sees without this library. */
class LostRedisIT {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    enum Fault {
        KILLED {
            @Override
            void begin(RedisServer redis) {
                redis.kill();
            }

            @Override
            void end(RedisServer redis) {}
        },
        STOPPED {
            @Override
            void begin(RedisServer redis) {
                redis.stop();
            }

            @Override
            void end(RedisServer redis) {
                redis.resume();
            }
        };

        abstract void begin(RedisServer redis);

        abstract void end(RedisServer redis);
    }

    /** What the application does, and when the server is lost. */
    enum Step {
        OPEN {
            @Override
            void run(Library library, Runnable loss) {
                loss.run();
                library.sessions.openSession().close();
            }
        },
        FIND {
            @Override
            void run(Library library, Runnable loss) {
                try (Session session = library.sessions.openSession()) {
                    loss.run();
                    session.find(Author.class, 1L);
                }
            }
        },
        COMMIT_WHAT_IS_FLUSHED {
            @Override
            void run(Library library, Runnable loss) {
                commit(library, loss, true);
            }
        },
        COMMIT_WHAT_IS_NOT {
            @Override
            void run(Library library, Runnable loss) {
                commit(library, loss, false);
            }
        };

        abstract void run(Library library, Runnable loss);

        private static void commit(Library library, Runnable loss, boolean flushed) {
            try (Session session = library.sessions.openSession()) {
                Transaction transaction = session.beginTransaction();
                session.find(Author.class, 1L).name = "Grace";
                if (flushed) {
                    session.flush();
                }
                loss.run();
                transaction.commit();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void application_seesWhatItSeesWithoutTracing(Fault fault) {
        CompletableFuture<List<String>> without = CompletableFuture.supplyAsync(() -> outcomes(fault, null));
        try (TraceRecorder recorder = TraceRecorder.create()) {
            List<String> with = outcomes(fault, recorder);
            recorder.check();

            assertThat(with).isEqualTo(without.join());
            // The server has been missed.
            assertThat(with).allMatch(outcome -> outcome.contains("fails"));
            assertThat(recorder.traces().operations("openSession")).hasSize(1).allMatch(SpanTree::isError);
        }
    }

    private List<String> outcomes(Fault fault, @Nullable TraceRecorder recorder) {
        return Stream.of(Step.values())
                .map(step -> step + outcome(fault, step, recorder))
                .toList();
    }

    private String outcome(Fault fault, Step step, @Nullable TraceRecorder recorder) {
        try (RedisServer redis = RedisServer.start(directory);
                Library library = new Library(redis, directory, PATIENCE, recorder)) {
            library.sessions.inTransaction(session -> session.persist(Author.of(1, "Ada", "Notes")));
            String seen = seen(() -> step.run(library, () -> fault.begin(redis)));
            fault.end(redis);
            return ": " + seen + ", the database has " + library.names();
        }
    }

    /** How Redisson notices depends on what it is about to do. */
    private static String seen(Runnable step) {
        try {
            step.run();
            return "succeeds";
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause.getClass().getName().startsWith("org.redisson.client.")) {
                    return "fails for Redis";
                }
            }
            return "fails for " + e;
        }
    }
}
