package dev.ormtracing.it.testkit.example;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** For a static import. */
public final class Application {

    private Application() {}

    public static SessionFactory sessionFactory(OrmTracing tracing) {
        Configuration configuration =
                new Configuration().addAnnotatedClass(User.class).addAnnotatedClass(Post.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.TRACING, tracing);
        return configuration.buildSessionFactory();
    }

    public static Runnable application(OpenTelemetry openTelemetry) {
        return () -> {
            try (SessionFactory sessions = sessionFactory(OrmTracing.create(openTelemetry))) {
                new UserRepository(sessions).withPosts();
            }
        };
    }
}
