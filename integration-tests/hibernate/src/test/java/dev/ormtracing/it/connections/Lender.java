package dev.ormtracing.it.connections;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/** Lends connections to Hibernate, and knows each of them. */
final class Lender {

    /** As what it is known to Hibernate. */
    enum Kind {
        PROVIDER {
            @Override
            Map<String, Object> settings(Lender lender) {
                return Map.of(AvailableSettings.CONNECTION_PROVIDER, new Provider(lender));
            }
        },
        TENANTS {
            @Override
            Map<String, Object> settings(Lender lender) {
                return Map.of(
                        AvailableSettings.MULTI_TENANT_CONNECTION_PROVIDER,
                        new Tenants(lender),
                        AvailableSettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
                        new OneTenant());
            }
        },
        DATA_SOURCE {
            @Override
            Map<String, Object> settings(Lender lender) {
                return Map.of("jakarta.persistence.nonJtaDataSource", lender.asDataSource());
            }
        };

        abstract Map<String, Object> settings(Lender lender);
    }

    private final DataSource source;
    private final List<Connection> lent = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    Lender(DataSource source) {
        this.source = source;
    }

    List<String> calls() {
        return calls;
    }

    /** What the start of Hibernate has borrowed does not count. */
    void forget() {
        lent.clear();
        calls.clear();
    }

    Connection lend() throws SQLException {
        Connection connection = source.getConnection();
        calls.add("lends " + lent.size());
        lent.add(connection);
        return connection;
    }

    void takeBack(Connection connection) throws SQLException {
        calls.add("takes back " + nameOf(connection));
        connection.close();
    }

    String nameOf(Connection connection) {
        if (connection == null) {
            return "none";
        }
        for (int i = 0; i < lent.size(); i++) {
            if (lent.get(i) == connection) {
                return Integer.toString(i);
            }
        }
        return "an unknown one";
    }

    /** Which one of the lent connections equals this one. */
    String nameOfEqual(Connection connection) {
        if (connection == null) {
            return "none";
        }
        for (int i = lent.size() - 1; i >= 0; i--) {
            if (connection.equals(lent.get(i))) {
                return Integer.toString(i);
            }
        }
        return "an unknown one";
    }

    void closeWhatIsLost() {
        for (Connection connection : lent) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private DataSource asDataSource() {
        return (DataSource) Proxy.newProxyInstance(
                Lender.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return lend();
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static final class Provider implements ConnectionProvider {

        private static final long serialVersionUID = 1L;

        private final transient Lender lender;

        Provider(Lender lender) {
            this.lender = lender;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return lender.lend();
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            lender.takeBack(connection);
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return true;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return type.isInstance(this);
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(this);
        }
    }

    private static final class Tenants implements MultiTenantConnectionProvider<String> {

        private static final long serialVersionUID = 1L;

        private final transient Lender lender;

        Tenants(Lender lender) {
            this.lender = lender;
        }

        @Override
        public Connection getAnyConnection() throws SQLException {
            return lender.lend();
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            lender.takeBack(connection);
        }

        @Override
        public Connection getConnection(String tenant) throws SQLException {
            return lender.lend();
        }

        @Override
        public void releaseConnection(String tenant, Connection connection) throws SQLException {
            lender.takeBack(connection);
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return true;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return type.isInstance(this);
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(this);
        }
    }

    private static final class OneTenant implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return "one";
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
