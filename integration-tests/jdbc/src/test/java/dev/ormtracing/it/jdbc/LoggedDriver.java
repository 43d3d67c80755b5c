package dev.ormtracing.it.jdbc;

import dev.ormtracing.it.calls.CallLog;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** H2 once more, behind a URL of its own, with a log of its calls. */
final class LoggedDriver implements Driver {

    private static final String URL = "logged:h2:mem:";

    private final CallLog log = new CallLog();

    private LoggedDriver() {}

    /** The calls of that work on a connection to a URL with that prefix. */
    static CallLog calls(String prefix, UninvitedCallsIT.Work work) throws SQLException {
        LoggedDriver driver = new LoggedDriver();
        DriverManager.registerDriver(driver);
        try {
            UninvitedCallsIT.run(work, DriverManager.getConnection(prefix + URL));
        } finally {
            DriverManager.deregisterDriver(driver);
        }
        return driver.log;
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url)
                ? log.around(DriverManager.getConnection(url.replace("logged:", ""), info), Connection.class)
                : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.equals("jdbc:" + URL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
