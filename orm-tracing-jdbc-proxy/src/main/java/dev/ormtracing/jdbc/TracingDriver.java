package dev.ormtracing.jdbc;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Traces connections where only the JDBC URL can be changed: {@code jdbc:ormtracing:h2:mem:test} opens
 * {@code jdbc:h2:mem:test} with the driver registered for it and traces with {@link OrmTracing#global()}.
 *
 * <p>Registered with the {@link DriverManager} by being on the class path. Thread-safe. Exceptions are the real driver's.
 *
 * @since 0.1.0
 */
public final class TracingDriver implements Driver {

    private static final String PREFIX = ConnectionTracing.URL_PREFIX;

    static {
        try {
            DriverManager.registerDriver(new TracingDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Called by the {@link java.util.ServiceLoader}. */
    public TracingDriver() {}

    /** @return null if the URL is not ours, or the real driver says null */
    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        String real = real(url);
        Driver driver = DriverManager.getDriver(real);
        return ConnectionTracing.connect(OrmTracing.global(), real, () -> driver.connect(real, info));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url != null && url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return acceptsURL(url)
                ? DriverManager.getDriver(real(url)).getPropertyInfo(real(url), info)
                : new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 0;
    }

    @Override
    public int getMinorVersion() {
        return 1;
    }

    /** False, since it depends on the real driver, which is not known here. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("java.util.logging is not used");
    }

    private static String real(String url) {
        return "jdbc:" + url.substring(PREFIX.length());
    }
}
