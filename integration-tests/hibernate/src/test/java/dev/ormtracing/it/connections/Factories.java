package dev.ormtracing.it.connections;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.testing.TraceRecorder;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Session factories without entities, on H2. */
final class Factories {

    static final String SUBCLASS = "hibernate.orm_tracing.session_subclass";

    static final String SELECT = "select 1";

    private Factories() {}

    static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    static SessionFactory open(TraceRecorder recorder, Map<String, Object> settings) {
        Configuration configuration = new Configuration();
        configuration.getProperties().put("hibernate.orm_tracing.tracing", OrmTracing.create(recorder.openTelemetry()));
        configuration.getProperties().putAll(settings);
        SessionFactory sessions = configuration.buildSessionFactory();
        recorder.traces().clear();
        return sessions;
    }

    static Integer select(Session session) {
        return session.createNativeQuery(SELECT, Integer.class).getSingleResult();
    }
}
