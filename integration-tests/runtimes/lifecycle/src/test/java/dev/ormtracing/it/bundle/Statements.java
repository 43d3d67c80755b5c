package dev.ormtracing.it.bundle;

import dev.ormtracing.jdbc.TracingDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcDataSource;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Executes a statement on a traced data source. */
public final class Statements implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Callable<List<String>> statement = Statements::execute;
        context.registerService(Callable.class, statement, null);
    }

    private static List<String> execute() throws SQLException {
        Names names = new Names();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:statements");
        try (var connection = TracingDataSource.wrap(database, names.tracing()).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            rows.next();
        }
        return names.ended();
    }

    @Override
    public void stop(BundleContext context) {}
}
