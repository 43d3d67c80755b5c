package dev.ormtracing.it.redis;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.testing.TraceRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/** Authors and their books in a database in memory, cached in Redis through Redisson. Each call on the cache is told. */
final class Library implements AutoCloseable {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    final SessionFactory sessions;

    /**
     * @param patience how long Redisson waits for an answer
     * @param recorder null for Hibernate as it is without this library
     */
    Library(RedisServer redis, Path directory, Duration patience, @Nullable TraceRecorder recorder) {
        Configuration configuration = new Configuration();
        List.of(Author.class, Book.class, Publisher.class).forEach(configuration::addAnnotatedClass);
        set(configuration, "hibernate.connection.url", url);
        set(configuration, "hibernate.hbm2ddl.auto", "create");
        set(configuration, "hibernate.cache.use_second_level_cache", "true");
        set(configuration, "hibernate.cache.use_query_cache", "true");
        set(configuration, "hibernate.cache.region.factory_class", "org.redisson.hibernate.RedissonRegionFactory");
        set(configuration, "hibernate.cache.redisson.config", config(redis, directory, patience));
        if (recorder == null) {
            set(configuration, "hibernate.orm_tracing.enabled", "false");
        } else {
            configuration
                    .getProperties()
                    .put(
                            "hibernate.orm_tracing.tracing",
                            OrmTracing.builder()
                                    .openTelemetry(recorder.openTelemetry())
                                    .cacheThreshold(Duration.ZERO)
                                    .build());
        }
        sessions = configuration.buildSessionFactory();
    }

    private static void set(Configuration configuration, String name, String value) {
        configuration.setProperty(name, value);
    }

    private static String config(RedisServer redis, Path directory, Duration patience) {
        try {
            return Files.writeString(directory.resolve(UUID.randomUUID() + ".yaml"), """
                            threads: 2
                            nettyThreads: 2
                            singleServerConfig:
                              address: "%s"
                              timeout: %d
                              connectTimeout: %<d
                              retryAttempts: 0
                              connectionMinimumIdleSize: 1
                              connectionPoolSize: 2
                              subscriptionConnectionMinimumIdleSize: 1
                              subscriptionConnectionPoolSize: 1
                            """.formatted(
                                    redis.address(), patience.toMillis()))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the database has, whatever Hibernate says. */
    String names() {
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select listagg(name, ' ') within group (order by name) from authors")) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
