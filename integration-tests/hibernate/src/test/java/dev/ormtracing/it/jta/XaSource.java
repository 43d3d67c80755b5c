package dev.ormtracing.it.jta;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/** Agroal makes its XADataSource itself, of a class that it is given. */
public final class XaSource implements XADataSource {

    private static final ThreadLocal<XADataSource> NEXT = new ThreadLocal<>();

    private final XADataSource source = NEXT.get();

    static Class<XaSource> giving(XADataSource source) {
        NEXT.set(source);
        return XaSource.class;
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return source.getXAConnection();
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return source.getXAConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("");
    }
}
