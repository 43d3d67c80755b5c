package dev.ormtracing.it.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What knows nothing of this library. */
final class ApplicationOfTheAgent {

    private ApplicationOfTheAgent() {}

    public static void main(String[] arguments) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:application;DB_CLOSE_DELAY=-1");
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Author.class)
                .addAnnotatedClass(Book.class)
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().put("hibernate.connection.datasource", database);
        try (SessionFactory sessions = configuration.buildSessionFactory()) {
            Span span =
                    GlobalOpenTelemetry.getTracer("library").spanBuilder("find").startSpan();
            try (Scope scope = span.makeCurrent()) {
                sessions.inSession(session -> session.find(Author.class, 1L));
            } finally {
                span.end();
            }
        }
    }
}
