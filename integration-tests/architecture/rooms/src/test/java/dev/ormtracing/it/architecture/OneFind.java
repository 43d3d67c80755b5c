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
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An application that finds a row, and prints the calls of the library below that. */
public final class OneFind {

    /** What precedes the slot that is read. */
    static final String LOOK_UP = "look-up of ";

    private static final String ONCE_A_SECOND = ".TraceClock.read";

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
            for (int i = 0; i < WARM_UP; i++) {
                find(factory);
            }
            spans.reset();
            List<String> calls = find(factory);
            assertThat(spans.getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .containsExactlyInAnyOrder(
                            "orm:client:operation",
                            "orm:client:serialize",
                            "orm:client:connect",
                            "orm:client:db_query",
                            "orm:client:hydrate");
            assertThat(find(factory)).isEqualTo(calls);
            calls.forEach(System.out::println);
        }
    }

    private static List<String> find(SessionFactory factory) {
        try (Session session = factory.openSession()) {
            Calls.record();
            Note found = session.find(Note.class, 1);
            List<String> calls = Calls.recorded();
            calls.removeIf(call -> call.endsWith(ONCE_A_SECOND));
            assertThat(found).isNotNull();
            return calls;
        }
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
