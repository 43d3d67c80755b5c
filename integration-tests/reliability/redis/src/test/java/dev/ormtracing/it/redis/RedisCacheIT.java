package dev.ormtracing.it.redis;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of data that Hibernate keeps in a cache on another machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisCacheIT {

    private final TraceRecorder recorder = TraceRecorder.create();
    private RedisServer redis;
    private Library library;

    @BeforeAll
    void start(@TempDir Path directory) {
        redis = RedisServer.start(directory);
        library = new Library(redis, directory, Duration.ofMinutes(1), recorder);
    }

    @AfterAll
    void stop() {
        library.close();
        redis.close();
        recorder.close();
    }

    @BeforeEach
    void fill() {
        library.sessions.inTransaction(session -> {
            session.createMutationQuery("delete from Book").executeUpdate();
            session.createMutationQuery("delete from Author").executeUpdate();
            session.createMutationQuery("delete from Publisher").executeUpdate();
        });
        library.sessions.getCache().evictAllRegions();
        library.sessions.inTransaction(session -> {
            session.persist(Publisher.of(1, "Plantin"));
            session.persist(Author.of(1, "Ada", "Notes", "Letters"));
        });
        library.sessions.getCache().evictAllRegions();
        recorder.reset();
    }

    @AfterEach
    void check() {
        recorder.check();
    }

    @Test
    void entity_isMissedAndPut_andThenHit() {
        expect(session -> session.find(Author.class, 1L), """
                operation Author.find
                  serialize
                  cache get Author miss
                  serialize
                  db_query CLIENT select authors
                  hydrate
                  cache put Author
                  hydrate""");
        expect(session -> session.find(Author.class, 1L), """
                operation Author.find
                  serialize
                  cache get Author hit
                  hydrate""");
    }

    @Test
    void collection_thatRedisAnswers_isALazyLoad() {
        use(session -> Hibernate.initialize(session.find(Author.class, 1L).books));
        expect(session -> Hibernate.initialize(session.find(Author.class, 1L).books), """
                operation Author.find
                  serialize
                  cache get Author hit
                  hydrate
                operation Author.books.initialize
                  serialize
                  cache get Author.books hit
                  hydrate
                  cache get Book hit
                  hydrate
                  cache get Book hit
                  hydrate""");
    }

    @Test
    void naturalId_isResolvedByRedis() {
        use(RedisCacheIT::byName);
        library.sessions.inSession(RedisCacheIT::byName);

        TreeFormat regions = TreeFormat.standard().withAttributes("orm.cache.region");
        assertThat(recorder.traces().stream()
                        .filter(span -> "cache".equals(span.type()))
                        .map(regions::line))
                .containsExactly(
                        "cache get Publisher hit orm.cache.region=names",
                        "cache get Publisher hit orm.cache.region=publishers");
        assertThat(recorder.traces().queries()).isEmpty();
    }

    @Test
    void query_asksForItsResult() {
        use(RedisCacheIT::authors);
        expect(RedisCacheIT::authors, """
                operation Author.getResultList
                  serialize
                  cache get default-query-results-region hit
                  hydrate""");
    }

    /** As docs/insight.md shows it. */
    @Test
    void request_showsWhatItWaitsFor() {
        use(session -> Hibernate.initialize(session.find(Author.class, 1L).books));
        Tracer application = recorder.openTelemetry().getTracer("application");
        Span request = application
                .spanBuilder("POST /authors/{id}")
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        try (Scope scope = request.makeCurrent()) {
            library.sessions.inTransaction(session -> {
                Author author = session.find(Author.class, 1L);
                author.city = author.books.get(0).title;
            });
        } finally {
            request.end();
        }

        assertThatTraces(recorder.traces()).matchesTree("""
                POST /authors/{id} SERVER
                  transaction
                    start_transaction
                      connect
                    operation Author.find
                      serialize
                      cache get Author hit
                      hydrate
                    operation Author.books.initialize
                      serialize
                      cache get Author.books hit
                      hydrate
                      cache get Book hit
                      hydrate
                      cache get Book hit
                      hydrate
                    commit_transaction
                      flush
                        serialize
                        cache lock Author
                        serialize
                        db_query CLIENT update authors
                        cache put Author
                        cache invalidate default-update-timestamps-region
                      db_query CLIENT COMMIT
                      cache put Author
                      cache invalidate default-update-timestamps-region""");
    }

    private static void byName(Session session) {
        session.bySimpleNaturalId(Publisher.class).load("Plantin");
    }

    private static List<Author> authors(Session session) {
        return session.createSelectionQuery("from Author", Author.class)
                .setCacheable(true)
                .getResultList();
    }

    private void use(Consumer<Session> work) {
        library.sessions.inSession(work);
        recorder.reset();
    }

    /** Whether a connection is got before the cache is asked is Hibernate's own. */
    private void expect(Consumer<Session> work, String trees) {
        library.sessions.inSession(work);
        assertThatTraces(recorder.traces().ignoring("connect")).matchesTree(trees);
        recorder.reset();
    }
}
