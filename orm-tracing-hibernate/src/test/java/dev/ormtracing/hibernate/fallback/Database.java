package dev.ormtracing.hibernate.fallback;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;

/** Session factories in the fallback mode, each on an H2 database of its own. */
final class Database {

    private Database() {}

    static String url() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    static SessionFactory open(OpenTelemetry openTelemetry) {
        return open(openTelemetry, configuration -> {});
    }

    static SessionFactory open(OpenTelemetry openTelemetry, Map<String, Object> settings) {
        return open(openTelemetry, configuration -> settings.forEach(configuration.getProperties()::put));
    }

    static SessionFactory open(OpenTelemetry openTelemetry, BootstrapServiceRegistryBuilder bootstrap) {
        return open(openTelemetry, new Configuration(bootstrap.build()), configuration -> {});
    }

    static SessionFactory open(OpenTelemetry openTelemetry, Consumer<Configuration> settings) {
        return open(openTelemetry, new Configuration(), settings);
    }

    private static SessionFactory open(
            OpenTelemetry openTelemetry, Configuration configuration, Consumer<Configuration> settings) {
        for (Class<?> entity : Blog.entities()) {
            configuration.addAnnotatedClass(entity);
        }
        configuration.setProperty("hibernate.connection.url", url());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry));
        configuration.getProperties().put(OrmTracingSettings.SESSION_SUBCLASS, false);
        settings.accept(configuration);
        return configuration.buildSessionFactory();
    }
}
