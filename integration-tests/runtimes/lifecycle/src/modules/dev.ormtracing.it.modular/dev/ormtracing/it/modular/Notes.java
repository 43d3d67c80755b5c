package dev.ormtracing.it.modular;

import dev.ormtracing.console.TraceConsole;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.HtmlReport;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.cfg.Configuration;

/** Finds nothing, by a traced operation, and prints the names of the spans and what tools for developers make of them. */
final class Notes {

    public static void main(String[] arguments) throws Exception {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        OrmTracing tracing = OrmTracing.create(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build());
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:notes;DB_CLOSE_DELAY=-1");
        Configuration configuration = new Configuration().addAnnotatedClass(Note.class);
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.TRACING, tracing);
        configuration
                .getProperties()
                .put("jakarta.persistence.nonJtaDataSource", TracingDataSource.wrap(database, tracing));
        try (var sessions = configuration.buildSessionFactory()) {
            spans.reset();
            sessions.inSession(session -> session.find(Note.class, 1));
        }
        spans.getFinishedSpanItems().forEach(span -> System.out.println(span.getName()));
        System.out.println(HtmlReport.of(spans.getFinishedSpanItems()).html().lines().findFirst().orElseThrow());
        try (TraceConsole console = TraceConsole.start(0)) {
            System.out.println("console");
        }
    }
}
