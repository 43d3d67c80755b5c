package dev.ormtracing.it.kit;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.servers.Database;
import io.opentelemetry.api.OpenTelemetry;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A small application whose mistakes can be switched on. */
final class Shop implements AutoCloseable {

    /** What goes wrong from one version to the next. */
    enum Mistake {
        ADDED_STATEMENT,
        N_PLUS_ONE,
        CONCATENATED_QUERY,
        LOST_BATCH,
        WIDER_FETCH
    }

    static final int ORDERS = 6;

    private final SessionFactory sessions;
    private final Set<Mistake> mistakes;

    private Shop(SessionFactory sessions, Set<Mistake> mistakes) {
        this.sessions = sessions;
        this.mistakes = mistakes;
    }

    static Shop open(Database database, OpenTelemetry openTelemetry, Set<Mistake> mistakes) {
        return open(database, openTelemetry, mistakes, Map.of());
    }

    static Shop open(
            Database database, OpenTelemetry openTelemetry, Set<Mistake> mistakes, Map<String, Object> settings) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Order.class)
                .addAnnotatedClass(Line.class)
                .addAnnotatedClass(Stock.class);
        Map<Object, Object> properties = configuration.getProperties();
        properties.put("jakarta.persistence.nonJtaDataSource", database.pool());
        properties.put("hibernate.hbm2ddl.auto", "create-drop");
        properties.put("hibernate.jdbc.batch_size", 50);
        properties.put("hibernate.order_inserts", true);
        properties.put("hibernate.orm_tracing.tracing", OrmTracing.create(openTelemetry));
        properties.putAll(settings);
        return new Shop(configuration.buildSessionFactory(), mistakes.isEmpty() ? Set.of() : EnumSet.copyOf(mistakes));
    }

    SessionFactory sessions() {
        return sessions;
    }

    void fill() {
        sessions.inTransaction(session -> {
            IntStream.range(0, ORDERS).forEach(i -> session.persist(new Order("customer " + i % 2, 3)));
            IntStream.range(0, 3).forEach(i -> session.persist(new Stock("product " + i, 10)));
        });
    }

    void empty() {
        sessions.inTransaction(session -> {
            for (String entity : List.of("Line", "Order", "Stock")) {
                session.createMutationQuery("delete from " + entity).executeUpdate();
            }
        });
    }

    void checkout() {
        sessions.inTransaction(session -> {
            if (mistakes.contains(Mistake.LOST_BATCH)) {
                session.setJdbcBatchSize(1);
            }
            if (mistakes.contains(Mistake.ADDED_STATEMENT)) {
                session.find(Stock.class, "product 1");
            }
            session.find(Stock.class, "product 0").pieces--;
            session.persist(new Order("somebody", 10));
        });
    }

    int linesOfAll() {
        String fetch = mistakes.contains(Mistake.N_PLUS_ONE) ? "" : " join fetch o.lines";
        return sessions.fromTransaction(session ->
                session
                        .createSelectionQuery("select distinct o from Order o" + fetch, Order.class)
                        .getResultList()
                        .stream()
                        .mapToInt(order -> order.lines.size())
                        .sum());
    }

    int ordersOf(String customer) {
        return sessions.fromSession(session -> ordersOf(session, customer));
    }

    private int ordersOf(Session session, String customer) {
        if (mistakes.contains(Mistake.CONCATENATED_QUERY)) {
            return session.createSelectionQuery(
                            "select o from Order o where o.customer = '" + customer + "'", Order.class)
                    .getResultList()
                    .size();
        }
        return session.createSelectionQuery("select o from Order o where o.customer = :customer", Order.class)
                .setParameter("customer", customer)
                .getResultList()
                .size();
    }

    List<String> products() {
        return sessions.fromSession(session -> mistakes.contains(Mistake.WIDER_FETCH)
                ? session
                        .createSelectionQuery("select l from Line l join fetch l.order", Line.class)
                        .getResultList()
                        .stream()
                        .map(line -> line.product)
                        .toList()
                : session.createSelectionQuery("select l.product from Line l", String.class)
                        .getResultList());
    }

    @Override
    public void close() {
        sessions.close();
    }
}
