package dev.ormtracing.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What tracing adds to Hibernate on HikariCP and H2 in memory; every figure is read against {@code WITHOUT_US}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HibernateBenchmarks {

    private static final int ROWS = 100;

    @Param({"WITHOUT_US", "NO_SDK", "UNSAMPLED", "SAMPLED"})
    public Variant variant;

    private HikariDataSource pool;
    private SessionFactory factory;
    private long next;

    @Setup
    public void start() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:benchmark");
        config.setMaximumPoolSize(4);
        config.setAutoCommit(false);
        pool = new HikariDataSource(config);
        Configuration configuration = new Configuration().addAnnotatedClass(Item.class);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().put("hibernate.connection.provider_disables_autocommit", "true");
        if (variant == Variant.WITHOUT_US) {
            configuration.getProperties().put("hibernate.orm_tracing.enabled", "false");
        } else {
            configuration.getProperties().put("hibernate.orm_tracing.tracing", variant.tracing());
        }
        factory = configuration.buildSessionFactory();
        factory.inTransaction(session -> {
            for (long id = 0; id < ROWS; id++) {
                session.persist(new Item(id, "name " + id));
            }
        });
    }

    @TearDown
    public void stop() {
        factory.close();
        pool.close();
    }

    @Benchmark
    public Item findById() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            Item item = session.find(Item.class, next++ % ROWS);
            session.getTransaction().commit();
            return item;
        }
    }

    @Benchmark
    public List<Item> hqlList10() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            List<Item> items = session.createQuery("from Item i where i.id >= :from order by i.id", Item.class)
                    .setParameter("from", next++ % (ROWS - 10))
                    .setMaxResults(10)
                    .getResultList();
            session.getTransaction().commit();
            return items;
        }
    }

    /** The row that is read. */
    @Entity(name = "Item")
    public static class Item {

        @Id
        private long id;

        private String name;

        protected Item() {}

        Item(long id, String name) {
            this.id = id;
            this.name = name;
        }

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }
    }
}
