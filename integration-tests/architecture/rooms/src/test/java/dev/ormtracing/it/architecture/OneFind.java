package dev.ormtracing.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An application that finds a row, or begins and commits a transaction, and prints the calls of the library below that. */
public final class OneFind {

    /** The argument for a transaction instead of a {@code find}. */
    static final String TRANSACTION = "transaction";

    /** What precedes the slot that is read. */
    static final String LOOK_UP = "look-up of ";

    private static final String ONCE_A_SECOND = ".TraceClock.read";

    private static final List<String> SPANS_OF_FIND = List.of(
            "orm:client:operation",
            "orm:client:serialize",
            "orm:client:connect",
            "orm:client:db_query",
            "orm:client:hydrate");

    private static final List<String> SPANS_OF_TRANSACTION = List.of(
            "orm:client:transaction",
            "orm:client:start_transaction",
            "orm:client:connect",
            "orm:client:commit_transaction",
            "orm:client:db_query");

    private static final int WARM_UP = 20;

    private OneFind() {}

    public static void main(String[] arguments) {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        SdkTracerProvider tracers = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        try (OpenTelemetrySdk sdk =
                        OpenTelemetrySdk.builder().setTracerProvider(tracers).buildAndRegisterGlobal();
                SessionFactory factory = factory()) {
            factory.inTransaction(session -> session.persist(new Note(1)));
            boolean transaction = List.of(arguments).contains(TRANSACTION);
            Consumer<Session> work = transaction ? OneFind::beginAndCommit : OneFind::find;
            for (int i = 0; i < WARM_UP; i++) {
                calls(factory, work);
            }
            spans.reset();
            List<String> calls = calls(factory, work);
            assertThat(spans.getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .containsExactlyInAnyOrderElementsOf(transaction ? SPANS_OF_TRANSACTION : SPANS_OF_FIND);
            assertThat(calls(factory, work)).isEqualTo(calls);
            calls.forEach(System.out::println);
        }
    }

    private static List<String> calls(SessionFactory factory, Consumer<Session> work) {
        try (Session session = factory.openSession()) {
            Calls.record();
            work.accept(session);
            List<String> calls = Calls.recorded();
            calls.removeIf(call -> call.endsWith(ONCE_A_SECOND));
            return calls;
        }
    }

    private static void find(Session session) {
        assertThat(session.find(Note.class, 1)).isNotNull();
    }

    private static void beginAndCommit(Session session) {
        session.beginTransaction();
        session.getTransaction().commit();
    }

    private static SessionFactory factory() {
        return new Configuration()
                .addAnnotatedClass(Note.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:calls")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
    }

    @Entity(name = "Note")
    static class Note {

        @Id
        int id;

        Note() {}

        Note(int id) {
            this.id = id;
        }
    }
}
