package dev.ormtracing.it.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.it.servers.MortalServer;
import dev.ormtracing.testing.TraceInvariants;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.context.Context;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server dies while eight threads use it, and comes back: nothing is left of what it was in the middle of. */
class KilledServerIT {

    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void postgreSql_diesUnderLoad() throws Exception {
        try (MortalServer server = MortalServer.postgreSql(directory)) {
            dieUnderLoad(server, Database.POSTGRESQL);
        }
    }

    @Test
    void mariaDb_diesUnderLoad() throws Exception {
        try (MortalServer server = MortalServer.mariaDb(directory)) {
            dieUnderLoad(server, Database.MARIADB);
        }
    }

    private static void dieUnderLoad(MortalServer server, Database kind) throws Exception {
        server.start();
        TraceRecorder recorder = TraceRecorder.create();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (HikariDataSource pool = pool(server);
                SessionFactory sessions = sessions(pool, recorder, kind)) {
            Blog blog = sessions.fromTransaction(Blog::persistIn);
            Load load = new Load(sessions, blog);
            List<CompletableFuture<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(CompletableFuture.runAsync(load, threads));
            }
            await().atMost(PATIENCE).until(() -> load.succeeded.get() > 200);
            server.kill();
            await().atMost(PATIENCE).until(() -> load.failed.get() >= THREADS);
            server.start();
            int atRestart = load.succeeded.get();
            await().atMost(PATIENCE).until(() -> load.succeeded.get() > atRestart + 200);
            load.stopped = true;
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();

            assertThat(load.contextsLeft).hasValue(0);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(recorder.openSpans()).isEmpty();
            assertThat(TraceInvariants.standard().violations(recorder.traces())).isEmpty();
        } finally {
            threads.shutdownNow();
            recorder.close();
        }
    }

    private static HikariDataSource pool(MortalServer server) {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(server.url());
        configuration.setMaximumPoolSize(THREADS / 2);
        configuration.setConnectionTimeout(2_000);
        configuration.setInitializationFailTimeout(PATIENCE.toMillis());
        return new HikariDataSource(configuration);
    }

    private static SessionFactory sessions(HikariDataSource pool, TraceRecorder recorder, Database kind) {
        Map<String, Object> all = new HashMap<>(UntracedPersistence.identity(kind));
        all.put("jakarta.persistence.nonJtaDataSource", pool);
        all.put("jakarta.persistence.schema-generation.database.action", "create");
        all.put(TracedUnit.TRACING, OrmTracing.create(recorder.openTelemetry()));
        return Persistence.createEntityManagerFactory("blog", all).unwrap(SessionFactory.class);
    }

    /** What an application does, again and again, whatever comes of it. */
    private static final class Load implements Runnable {

        private final SessionFactory sessions;
        private final Blog blog;
        private final AtomicInteger succeeded = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger contextsLeft = new AtomicInteger();
        private volatile boolean stopped;

        Load(SessionFactory sessions, Blog blog) {
            this.sessions = sessions;
            this.blog = blog;
        }

        @Override
        public void run() {
            for (int turn = 0; !stopped; turn++) {
                try {
                    operate(turn);
                    succeeded.incrementAndGet();
                } catch (RuntimeException e) {
                    failed.incrementAndGet();
                }
                if (Context.current() != Context.root()) {
                    contextsLeft.incrementAndGet();
                }
            }
        }

        private void operate(int turn) {
            switch (turn % 3) {
                case 0 ->
                    sessions.inTransaction(session -> session.find(User.class, blog.ada())
                            .setName(Thread.currentThread().getName() + turn));
                case 1 ->
                    sessions.inSession(session ->
                            session.find(User.class, blog.ada()).getPosts().size());
                default ->
                    sessions.inTransaction(session -> {
                        try (Stream<User> users = session.createSelectionQuery("from User", User.class)
                                .setFetchSize(1)
                                .getResultStream()) {
                            users.forEach(User::getPosts);
                        }
                    });
            }
        }
    }
}
