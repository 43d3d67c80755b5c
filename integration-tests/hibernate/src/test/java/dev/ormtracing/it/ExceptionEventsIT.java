package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures as log records: one for each, at the innermost span that has it. */
@EveryDatabase
class ExceptionEventsIT {

    private static final String SWITCH = "otel.semconv.exception.signal.preview";
    private static final String CANARY = "canary-0815@example.org";

    private final TracedUnit unit;

    ExceptionEventsIT(TracedUnit unit) {
        this.unit = unit;
    }

    enum Failing {
        UNIQUE_KEY_IN_A_FLUSH("db.client.operation.exception at db_query", session -> {
            session.persist(new User(CANARY));
            session.flush();
        }),
        UNIQUE_KEY_AT_THE_COMMIT(
                "db.client.operation.exception at db_query", session -> session.persist(new User(CANARY))),
        UNIQUE_KEY_IN_SQL(
                "db.client.operation.exception at db_query",
                session -> session.createNativeMutationQuery("insert into users (id, email) values (-1, :email)")
                        .setParameter("email", CANARY)
                        .executeUpdate()),
        UNKNOWN_TABLE(
                "db.client.operation.exception at db_query",
                session -> session.createNativeQuery("select * from nope", Object.class)
                        .getResultList()),
        HQL(
                "orm.compile.exception at compile",
                session -> session.createQuery("from User u where u.nope = 1", User.class)),
        TWO_RESULTS(
                "orm.operation.exception at operation",
                session -> session.createQuery("from User", User.class).getSingleResult()),
        OPTIMISTIC_LOCK("orm.flush.exception at flush", session -> {
            Account account = session.find(Account.class, 1L);
            session.createMutationQuery("update versioned Account set balance = 3")
                    .executeUpdate();
            account.setBalance(2);
        }),
        OF_THE_APPLICATION("", session -> {
            throw new IllegalStateException(CANARY);
        });

        private final String told;
        private final Consumer<Session> work;

        Failing(String told, Consumer<Session> work) {
            this.told = told;
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void failure_isOneRecord_ofTheInnermostSpan(Failing failing) {
        unit.given(session -> {
            session.persist(new User(CANARY));
            session.persist(new User("b@example.org"));
            session.persist(new Account(1L, 1));
        });
        InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
        try (TraceRecorder recorder = TraceRecorder.builder()
                        .openTelemetry(sdk -> sdk.setLoggerProvider(SdkLoggerProvider.builder()
                                .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                                .build()))
                        .build();
                TracedUnit other = unit.beside(recorder, tracingOf(recorder))) {
            SessionFactory sessions = other.sessions();
            assertThat(catchThrowable(() -> sessions.inTransaction(failing.work::accept)))
                    .isNotNull();
            recorder.check();

            List<SpanTree> all =
                    recorder.traces().trees().stream().flatMap(SpanTree::stream).toList();
            assertThat(logs.getFinishedLogRecordItems())
                    .extracting(record ->
                            record.getEventName() + " at " + of(record, all).type())
                    .isEqualTo(failing.told.isEmpty() ? List.of() : List.of(failing.told));
            assertThat(logs.getFinishedLogRecordItems()).allSatisfy(record -> {
                assertThat(record.getAttributes().get(AttributeKey.stringKey("exception.type")))
                        .isNotBlank();
                assertThat(record.toString()).doesNotContain(CANARY);
                assertThat(of(record, all).children()).noneMatch(SpanTree::isError);
            });
            assertThat(all)
                    .allSatisfy(tree -> assertThat(tree.span().getEvents())
                            .noneMatch(event -> event.getName().equals("exception")));
            if (!failing.told.isEmpty()) {
                assertThat(all).anyMatch(tree -> tree.span().getStatus().getStatusCode() == StatusCode.ERROR);
            }
        }
    }

    private static OrmTracing tracingOf(TraceRecorder recorder) {
        String before = System.setProperty(SWITCH, "logs");
        try {
            return OrmTracing.builder().openTelemetry(recorder.openTelemetry()).build();
        } finally {
            if (before == null) {
                System.clearProperty(SWITCH);
            } else {
                System.setProperty(SWITCH, before);
            }
        }
    }

    private static SpanTree of(LogRecordData record, List<SpanTree> all) {
        return all.stream()
                .filter(tree ->
                        tree.span().getSpanId().equals(record.getSpanContext().getSpanId()))
                .findFirst()
                .orElseThrow();
    }
}
