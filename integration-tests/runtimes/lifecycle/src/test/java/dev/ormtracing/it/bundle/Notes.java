package dev.ormtracing.it.bundle;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.jdbc.TracingDataSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Finds nothing, by a traced operation. */
public final class Notes implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Callable<List<String>> find = Notes::find;
        context.registerService(Callable.class, find, null);
    }

    private static List<String> find() {
        Names names = new Names();
        OrmTracing tracing = names.tracing();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:notes;DB_CLOSE_DELAY=-1");
        Configuration configuration = new Configuration(new BootstrapServiceRegistryBuilder()
                        // Where Hibernate's service loader looks, too.
                        .applyClassLoader(OrmTracingSettings.class.getClassLoader())
                        .applyClassLoader(Notes.class.getClassLoader())
                        .build())
                .addAnnotatedClass(Note.class);
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.TRACING, tracing);
        configuration
                .getProperties()
                .put("jakarta.persistence.nonJtaDataSource", TracingDataSource.wrap(database, tracing));
        try (var sessions = configuration.buildSessionFactory()) {
            names.forget();
            sessions.inSession(session -> session.find(Note.class, 1));
        }
        return names.ended();
    }

    @Override
    public void stop(BundleContext context) {}
}
