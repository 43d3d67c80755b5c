package dev.ormtracing.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.benchmarks.subject.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Hibernate on HikariCP and H2 in memory, and what an application does with it. */
public class Application extends Traced {

    private static final int ITEMS = 100;
    private static final int AUTHORS = 10;
    private static final int BOOKS = 50;

    Subject subject;
    private HikariDataSource pool;
    private SessionFactory factory;

    @Setup
    public void start() {
        subject = subject();
        boot(subject);
        fill();
    }

    @TearDown
    public void stop() {
        factory.close();
        pool.close();
    }

    SessionFactory boot(Subject subject) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:benchmark");
        config.setMaximumPoolSize(Runtime.getRuntime().availableProcessors() + 1);
        pool = new HikariDataSource(config);
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Item.class)
                .addAnnotatedClass(Author.class)
                .addAnnotatedClass(Book.class);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put("hibernate.jdbc.batch_size", "50");
        subject.configure(configuration.getProperties(), pool);
        factory = configuration.buildSessionFactory();
        return factory;
    }

    private void fill() {
        factory.inTransaction(session -> {
            for (long id = 0; id < ITEMS; id++) {
                session.persist(new Item(id));
            }
            for (long id = 0; id < AUTHORS; id++) {
                session.persist(new Author(id));
            }
        });
        factory.inTransaction(session -> {
            for (long id = 0; id < BOOKS; id++) {
                session.persist(new Book(id, session.getReference(Author.class, id % AUTHORS)));
            }
        });
    }

    Item findById(long number) {
        try (Session session = factory.openSession()) {
            return session.find(Item.class, number % ITEMS);
        }
    }

    List<Item> hqlList10(long number) {
        try (Session session = factory.openSession()) {
            return session.createQuery("from Item i where i.id >= :from order by i.id", Item.class)
                    .setParameter("from", number % (ITEMS - 10))
                    .setMaxResults(10)
                    .getResultList();
        }
    }

    int lazyCollection() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            int books = 0;
            for (Author author :
                    session.createQuery("from Author", Author.class).getResultList()) {
                books += author.getBooks().size();
            }
            session.getTransaction().commit();
            return books;
        }
    }

    void persist(long firstId, int items) {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            for (int i = 0; i < items; i++) {
                session.persist(new Item(firstId + i));
            }
            session.getTransaction().commit();
        }
    }

    /** Past whatever is measured. */
    void deleteItems() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate table Item");
        }
    }
}
