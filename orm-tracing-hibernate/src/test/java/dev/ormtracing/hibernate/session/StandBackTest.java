package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.session.Blog.User;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.SessionFactoryBuilder;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryBuilderFactory;
import org.hibernate.boot.spi.SessionFactoryBuilderImplementor;
import org.hibernate.cfg.Configuration;
import org.hibernate.internal.SessionFactoryImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where sessions cannot be ours, the application starts, and is traced by what Hibernate does. */
@ExtendWith(OrmTracingExtension.class)
class StandBackTest {

    /** Another library that builds session factories. */
    public static final class OtherFactory implements SessionFactoryBuilderFactory {

        @Override
        public SessionFactoryBuilder getSessionFactoryBuilder(
                MetadataImplementor metadata, SessionFactoryBuilderImplementor defaultBuilder) {
            return defaultBuilder;
        }
    }

    @Test
    void besideAnotherBuilderFactory_operationsAreTraced(
            OpenTelemetry openTelemetry, Traces traces, @TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(SessionFactoryBuilderFactory.class.getName()), OtherFactory.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
                SessionFactory sessions = open(openTelemetry, loader)) {
            assertThat(sessions.getClass()).isEqualTo(SessionFactoryImpl.class);

            sessions.inSession(session -> session.find(User.class, 1L));

            assertThat(traces.operations("User.find")).hasSize(1);
        }
    }

    private static SessionFactory open(OpenTelemetry openTelemetry, ClassLoader loader) {
        Configuration configuration = new Configuration(
                new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build());
        configuration.addAnnotatedClass(User.class);
        configuration.addAnnotatedClass(Blog.Post.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:");
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry));
        return configuration.buildSessionFactory();
    }

    @Test
    void switchedOff_sessionsAreHibernates(OpenTelemetry openTelemetry, Traces traces) {
        try (SessionFactory sessions = Database.open(openTelemetry, OrmTracingSettings.SESSION_SUBCLASS, "false")) {
            assertThat(sessions.getClass()).isEqualTo(SessionFactoryImpl.class);
            traces.clear();

            sessions.inSession(session -> session.find(User.class, 1L));

            assertThat(traces.operations("User.find")).hasSize(1);
        }
    }

    @Test
    void disabled_nothingIsTraced(OpenTelemetry openTelemetry, Traces traces) {
        try (SessionFactory sessions = Database.open(openTelemetry, OrmTracingSettings.ENABLED, false)) {
            sessions.inTransaction(
                    session -> session.createQuery("from User", User.class).getResultList());
        }

        assertThat(traces.text()).isEmpty();
    }

    @Test
    void withoutAnSdk_everythingWorks() {
        try (SessionFactory sessions =
                Database.open(Map.of(OrmTracingSettings.TRACING, OrmTracing.create(OpenTelemetry.noop())))) {
            sessions.inTransaction(session -> {
                assertThat(session.createQuery("from User", User.class).stream().count())
                        .isEqualTo(2);
                session.persist(new User(3, "Cid"));
            });
        }
    }
}
