package dev.ormtracing.hibernate.session;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Session factories, each on an H2 database of its own. */
final class Database {

    private Database() {}

    static SessionFactory open(OpenTelemetry openTelemetry) {
        return open(Map.of(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry)));
    }

    static SessionFactory open(OpenTelemetry openTelemetry, String setting, Object value) {
        return open(Map.of(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry), setting, value));
    }

    static SessionFactory open(Map<String, Object> settings) {
        Configuration configuration = new Configuration();
        configuration.addAnnotatedClass(Blog.User.class);
        configuration.addAnnotatedClass(Blog.Post.class);
        configuration.setProperty(
                "hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().putAll(settings);
        SessionFactory sessions = configuration.buildSessionFactory();
        sessions.inTransaction(session -> {
            session.persist(new Blog.User(1, "Ada").withPost("Notes"));
            session.persist(new Blog.User(2, "Bob"));
        });
        return sessions;
    }
}
