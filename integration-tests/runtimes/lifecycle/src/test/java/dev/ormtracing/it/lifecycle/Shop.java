package dev.ormtracing.it.lifecycle;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.PersistenceException;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;

/**
 * An application that starts, works and is stopped, as a container does it: it knows nothing of tracing. Of its streams
 * and statements it forgets some.
 */
final class Shop implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();
    private final SessionFactory sessions;

    private Shop() {
        // DriverManager looks for drivers once, for the first application.
        pool.setDriverClassName("org.h2.Driver");
        pool.setJdbcUrl("jdbc:h2:mem:shop" + System.identityHashCode(this));
        Configuration configuration = new Configuration().addAnnotatedClass(Item.class);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", pool);
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        sessions = configuration.buildSessionFactory();
    }

    /** Called by reflection, from outside of the class loader. */
    static void run() throws SQLException {
        try (Shop shop = new Shop()) {
            shop.work();
        }
    }

    private void work() {
        sessions.inTransaction(session -> {
            Item box = new Item(1, "box", null);
            session.persist(box);
            session.persist(new Item(2, "pen", box));
            session.persist(new Item(3, "ink", box));
        });
        sessions.inTransaction(Shop::read);
        sessions.inTransaction(session -> session.doWork(connection -> {
            // Left open, for the driver to find.
            PreparedStatement statement = connection.prepareStatement("select name from Item where id > ?");
            statement.setInt(1, 0);
            statement.executeQuery().next();
        }));
        try (StatelessSession stateless = sessions.openStatelessSession()) {
            stateless.get(Item.class, 1);
        }
        fail();
    }

    private static void read(Session session) {
        Item pen = session.find(Item.class, 2);
        check(pen.name().equals("pen") && pen.in().name().equals("box"));
        List<Item> all = session.createSelectionQuery("from Item order by id", Item.class)
                .getResultList();
        check(all.size() == 3);
        session.createNativeQuery("select * from Item", Item.class).getResultList();
        try (ScrollableResults<Item> scroll =
                session.createSelectionQuery("from Item", Item.class).scroll()) {
            check(scroll.next());
        }
        Iterator<Item> forgotten = session.createSelectionQuery("from Item", Item.class)
                .getResultStream()
                .iterator();
        check(forgotten.hasNext());
        session.createMutationQuery("update Item set name = 'pencil' where id = 2")
                .executeUpdate();
    }

    private void fail() {
        try {
            sessions.inTransaction(session -> session.persist(new Item(1, "again", null)));
        } catch (PersistenceException expected) {
            return;
        }
        throw new IllegalStateException("the key was there already");
    }

    private static void check(boolean claim) {
        if (!claim) {
            throw new IllegalStateException();
        }
    }

    /** Takes the drivers out, too, as Tomcat does for its applications. */
    @Override
    public void close() throws SQLException {
        sessions.close();
        pool.close();
        for (var driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == Shop.class.getClassLoader()) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }
}
