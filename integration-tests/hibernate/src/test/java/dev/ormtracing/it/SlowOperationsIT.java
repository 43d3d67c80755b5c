package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a threshold of zero, every operation is slow. */
@EveryDatabase
class SlowOperationsIT {

    private final TracedUnit unit;
    private final LoggedLines log = new LoggedLines("dev.ormtracing.slow");

    SlowOperationsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void operation_isLoggedWithItsPhasesAndStatements(boolean sampled) {
        unit.given(Blog::persistIn);
        try (TraceRecorder recorder = recorder(sampled);
                TracedUnit logging = logging(recorder, Duration.ZERO)) {
            logging.session(session -> session.doWork(connection -> {
                try (var first = connection.prepareStatement("select count(*) from users where name = ?");
                        var second = connection.createStatement()) {
                    for (String name : List.of("Ada", "Bob", "Eve")) {
                        first.setString(1, name);
                        first.executeQuery().close();
                    }
                    second.executeQuery("select email from users where name = 'secret'")
                            .close();
                }
            }));

            assertThat(log.messages())
                    .anySatisfy(text -> assertThat(withoutTimes(text)).isEqualTo("""
                    operation doWork
                    ├─ serialize
                    ├─ connect
                    ├─ db_query select users ×3  select count(*) from users where name = ?
                    └─ db_query select users  select email from users where name = ?"""));
            assertThat(log.messages()).noneMatch(text -> text.contains("secret"));
            recorder.check();
        }
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void query_isLoggedWithTheFlushThatItForced(boolean sampled) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TraceRecorder recorder = recorder(sampled);
                TracedUnit logging = logging(recorder, Duration.ZERO)) {
            logging.transaction(session -> {
                session.find(User.class, blog.ada()).setName("Ada Lovelace");
                log.clear();
                session.createSelectionQuery("from User u order by u.id", User.class)
                        .getResultList();
            });

            assertThat(log.messages())
                    .anySatisfy(text -> assertThat(withoutTimes(text).replaceAll("(?m)  (select|update).*", ""))
                            .isEqualTo("""
                            operation User.getResultList
                            ├─ compile
                            ├─ serialize ×2
                            ├─ flush
                            │  ├─ serialize
                            │  └─ db_query update users
                            ├─ db_query select users
                            └─ hydrate"""));
            // The commit's own flush finds nothing, and is there only if that took long.
            assertThat(log.messages())
                    .anySatisfy(text -> assertThat(withoutTimes(text).replace("├─ flush\n", ""))
                            .isEqualTo("""
                    commit_transaction
                    └─ db_query COMMIT"""));
            recorder.check();
        }
    }

    @Test
    void fastOperation_isNotLogged() {
        try (TraceRecorder recorder = recorder(true);
                TracedUnit logging = logging(recorder, Duration.ofHours(1))) {
            logging.transaction(session -> session.find(User.class, 1L));

            assertThat(log.messages()).isEmpty();
        }
    }

    private static String withoutTimes(String text) {
        return text.substring(text.indexOf('\n') + 1)
                .replaceAll("(?m)^ *[0-9.]+ ms  ", "")
                .replace("\r", "");
    }

    private static TraceRecorder recorder(boolean sampled) {
        return TraceRecorder.builder()
                .tracerProvider(provider -> provider.setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff()))
                .build();
    }

    private TracedUnit logging(TraceRecorder recorder, Duration threshold) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .logSlowOperations(true)
                .slowOperationThreshold(threshold)
                .build();
        TracedUnit logging = unit.beside(recorder, tracing);
        log.clear();
        return logging;
    }
}
