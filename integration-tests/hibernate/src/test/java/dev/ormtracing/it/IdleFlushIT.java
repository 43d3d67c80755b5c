package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A flush that compares many entities and finds nothing to write. */
@EveryDatabase
class IdleFlushIT {

    private static final TreeFormat FORMAT =
            TreeFormat.standard().withAttributes("orm.flush.entities", "orm.flush.collections", "orm.flush.cause");

    private static final int USERS = 40;

    private final TracedUnit unit;

    IdleFlushIT(TracedUnit unit) {
        this.unit = unit;
    }

    @BeforeEach
    void prepare() {
        unit.given(session -> {
            for (int i = 0; i < USERS; i++) {
                session.persist(new User(i + "@example.org"));
            }
        });
    }

    @Test
    void flushBeforeAQuery_isASpan() {
        unit.transaction(session -> {
            load(session);
            count(session);
            unit.traces().clear();
            count(session);

            assertThat(unit.traces().operations("User.getSingleResult").get(0).text(FORMAT))
                    .isEqualTo("""
                      operation User.getSingleResult
                        serialize
                        flush orm.flush.entities=40 orm.flush.collections=40 orm.flush.cause=User.getSingleResult
                        serialize
                        db_query CLIENT select users
                        hydrate""");
        });
    }

    @Test
    void flushOfTheCommit_isASpan() {
        unit.transaction(session -> {
            load(session);
            unit.traces().clear();
        });

        assertThat(unit.traces().text(FORMAT)).isEqualTo("""
                transaction
                  commit_transaction
                    flush orm.flush.entities=40 orm.flush.collections=40 orm.flush.cause=commit
                    db_query CLIENT COMMIT""");
    }

    @Test
    void flushThatIsCalled_tellsWhatItHasLookedAt() {
        unit.transaction(session -> {
            load(session);
            unit.traces().clear();
            session.flush();

            assertThat(unit.traces().operations("flush").get(0).text(FORMAT))
                    .isEqualTo("operation flush orm.flush.entities=40 orm.flush.collections=40");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPACT", "ADAPTIVE"})
    void compact_tellsTheTimeOfEach(Detail detail) {
        with(detail, traced -> {
            traced.transaction(session -> {
                load(session);
                count(session);
            });

            SpanTree query = traced.traces().operations("User.getSingleResult").get(0);
            assertThat(query.attribute("orm.flush.entities")).isEqualTo(40L);
            assertThat((double) query.attribute("orm.flush.duration")).isPositive();
            SpanTree transaction = traced.traces().trees().get(0);
            assertThat(transaction.attribute("orm.flush.entities")).isEqualTo(40L);
            assertThat((double) transaction.attribute("orm.flush.duration")).isPositive();
        });
    }

    @ParameterizedTest
    @EnumSource
    void zeros_areNotWritten(Detail detail) {
        with(detail, traced -> {
            traced.transaction(IdleFlushIT::count);

            assertThat(traced.traces().text(TreeFormat.standard().withAllAttributes()))
                    .doesNotContain("orm.flush.entities", "orm.flush.collections");
        });
    }

    private void with(Detail detail, Consumer<TracedUnit> work) {
        try (TraceRecorder recorder = TraceRecorder.create();
                TracedUnit traced = unit.beside(
                        recorder,
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .detail(detail)
                                .build())) {
            work.accept(traced);
            recorder.check();
        }
    }

    private static void load(Session session) {
        session.createSelectionQuery("from User", User.class).getResultList();
    }

    private static void count(Session session) {
        session.createSelectionQuery("select count(*) from User", Long.class).getSingleResult();
    }
}
