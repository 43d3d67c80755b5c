package dev.ormtracing.it.jta;

import com.mysql.cj.jdbc.MysqlXADataSource;
import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingXADataSource;
import jakarta.persistence.Persistence;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.postgresql.xa.PGXADataSource;

/** A session factory under a transaction manager, which records where the unit of the database does. */
final class JtaUnit {

    /** Pools have threads of their own, which shall not leave spans in other tests. */
    static final String OWN_RECORDER = "hibernate.jdbc.fetch_size=10";

    private static final Map<String, JtaUnit> CACHE = new ConcurrentHashMap<>();
    private static final AtomicInteger POOLS = new AtomicInteger();

    final Manager manager;
    final SessionFactory sessions;

    private JtaUnit(Manager manager, SessionFactory sessions) {
        this.manager = manager;
        this.sessions = sessions;
    }

    static JtaUnit of(TracedUnit unit, Manager manager) {
        return of(unit, manager, Detail.FULL);
    }

    static JtaUnit of(TracedUnit unit, Manager manager, Detail detail) {
        return CACHE.computeIfAbsent(
                unit.database() + "/" + manager + "/" + detail, key -> create(unit, manager, detail));
    }

    private static JtaUnit create(TracedUnit unit, Manager manager, Detail detail) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(unit.recorder().openTelemetry())
                .detail(detail)
                .build();
        Map<String, Object> settings = settings(unit, manager, TracingXADataSource.wrap(xa(unit.database()), tracing));
        settings.put(TracedUnit.TRACING, tracing);
        SessionFactory sessions =
                Persistence.createEntityManagerFactory("blog", settings).unwrap(SessionFactory.class);
        reserveIds(sessions);
        return new JtaUnit(manager, sessions);
    }

    /** Two: the first block of a sequence may hold just one id. */
    private static void reserveIds(SessionFactory sessions) {
        sessions.inSession(session -> {
            session.beginTransaction();
            session.persist(new User("one"));
            session.persist(new User("two"));
            session.getTransaction().rollback();
        });
    }

    static Map<String, Object> settings(TracedUnit unit, Manager manager, XADataSource source) {
        Map<String, Object> settings = new HashMap<>(UntracedPersistence.identity(unit.database()));
        settings.put("jakarta.persistence.transactionType", "JTA");
        settings.put("jakarta.persistence.jtaDataSource", pool(manager.started(), source));
        settings.put("hibernate.transaction.jta.platform", manager.platform);
        return settings;
    }

    /** A factory with these settings and without this library; the caller closes it. */
    SessionFactory untraced(TracedUnit unit) {
        return UntracedPersistence.sessions(settings(unit, manager, xa(unit.database())));
    }

    private static DataSource pool(Manager manager, XADataSource source) {
        try {
            DataSource pool = manager.pool(source, "pool" + POOLS.incrementAndGet());
            fill(pool);
            return pool;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Pools may connect on a thread of their own, which would be a trace of its own in the middle of a test. */
    private static void fill(DataSource pool) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < Manager.CONNECTIONS; i++) {
            all.add(pool.getConnection());
        }
        for (Connection connection : all) {
            connection.close();
        }
    }

    static XADataSource xa(Database database) {
        database.pool();
        return switch (database) {
            case H2 -> {
                JdbcDataSource source = new JdbcDataSource();
                source.setURL(database.url());
                yield source;
            }
            case POSTGRESQL -> {
                PGXADataSource source = new PGXADataSource();
                source.setUrl(database.url());
                yield source;
            }
            case MARIADB, MYSQL -> {
                MysqlXADataSource source = new MysqlXADataSource();
                // The server knows a branch only on the connection that has begun it.
                source.setUrl(database.url() + "&pinGlobalTxToPhysicalConnection=true");
                yield source;
            }
        };
    }

    /** The application, or its container, begins and commits. */
    void inTransaction(Work work) throws Exception {
        UserTransaction transaction = manager.user();
        transaction.begin();
        try {
            work.run();
        } catch (Throwable e) {
            transaction.rollback();
            throw e;
        }
        transaction.commit();
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
