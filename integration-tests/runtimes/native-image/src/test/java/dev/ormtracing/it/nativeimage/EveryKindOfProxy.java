package dev.ormtracing.it.nativeimage;

import dev.ormtracing.core.OrmTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An application that calls whatever answers with a proxy of ours. Runs in a JVM that writes its proxies down. */
final class EveryKindOfProxy {

    private EveryKindOfProxy() {}

    public static void main(String[] arguments) {
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SpanProcessor.composite())
                        .build())
                .build();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:more;DB_CLOSE_DELAY=-1");
        run(sdk, "hibernate.connection.url", "jdbc:h2:mem:items");
        run(sdk, "hibernate.connection.datasource", database);
    }

    private static void run(OpenTelemetry openTelemetry, String setting, Object connections) {
        Configuration configuration =
                new Configuration().addAnnotatedClass(Item.class).setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().put(setting, connections);
        configuration.getProperties().put("hibernate.orm_tracing.tracing", OrmTracing.create(openTelemetry));
        try (SessionFactory sessions = configuration.buildSessionFactory()) {
            sessions.inTransaction(session -> session.persist(new Item("one")));
            sessions.inTransaction(EveryKindOfProxy::query);
            sessions.inTransaction(EveryKindOfProxy::load);
            sessions.inStatelessTransaction(session ->
                    session.createSelectionQuery("from Item", Item.class).getResultList());
            sessions.inSession(session ->
                    session.sessionWithOptions().connection().openSession().close());
            sessions.inSession(session -> session.doWork(connection ->
                    sessions.withOptions().connection(connection).openSession().close()));
        }
    }

    private static void query(Session session) {
        session.createQuery("from Item", Item.class).getResultList();
        session.createSelectionQuery("from Item", Item.class).getResultList();
        session.createMutationQuery("update Item set name = 'two'").executeUpdate();
        session.createNativeQuery("select * from Item", Item.class).getResultList();
        session.createNativeMutationQuery("update Item set name = 'one'").executeUpdate();
        session.getNamedProcedureCall("abs");
        try (ScrollableResults<Item> rows =
                session.createQuery("from Item", Item.class).scroll()) {
            rows.next();
        }
    }

    private static void load(Session session) {
        session.byId(Item.class).load(1L);
        session.byMultipleIds(Item.class).multiLoad(1L, 2L);
        session.byNaturalId(Item.class).using("name", "one").load();
        session.bySimpleNaturalId(Item.class).load("one");
        session.byMultipleNaturalId(Item.class).multiLoad("one", "two");
    }
}
