package dev.ormtracing.examples.quickstart;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.SessionFactory;

/** The application: a connection pool, a database in memory, and Hibernate. Nothing here is about tracing. */
final class Blog implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();
    private final SessionFactory sessions;

    Blog() {
        pool.setJdbcUrl("jdbc:h2:mem:blog;DB_CLOSE_DELAY=-1");
        pool.setMaximumPoolSize(4);
        sessions = Persistence.createEntityManagerFactory("blog", Map.of("jakarta.persistence.nonJtaDataSource", pool))
                .unwrap(SessionFactory.class);
    }

    SessionFactory sessions() {
        return sessions;
    }

    /** Loads the data that each run starts with. */
    void reset() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("runscript from 'classpath:data.sql'");
        } catch (SQLException e) {
            throw new IllegalStateException("The data could not be loaded", e);
        }
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
