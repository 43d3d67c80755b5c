package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.TracingConnectionPoolDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.RecordingDriver;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import org.apache.commons.dbcp2.datasources.SharedPoolDataSource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pool holds and compares. On Derby, since H2 tells nothing of statements. */
class PooledConnectionTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final ConnectionPoolDataSource dataSource = TracingConnectionPoolDataSource.wrap(derby(), spans.tracing);
    private final List<ConnectionEvent> connectionEvents = new ArrayList<>();
    private final List<StatementEvent> statementEvents = new ArrayList<>();

    private static ConnectionPoolDataSource derby() {
        EmbeddedConnectionPoolDataSource derby = new EmbeddedConnectionPoolDataSource();
        derby.setDatabaseName("memory:pooled");
        derby.setCreateDatabase("create");
        return derby;
    }

    @AfterEach
    void nothingIsLeftCurrent() {
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void getPooledConnection_isAConnectSpan_andItsHandlesAreTraced() throws SQLException {
        PooledConnection pooled = dataSource.getPooledConnection();
        try (Connection connection = pooled.getConnection()) {
            connection.createStatement().executeQuery("VALUES 1").close();
        }
        try (Connection connection = pooled.getConnection()) {
            connection.createStatement().executeQuery("VALUES 2").close();
        }
        pooled.close();

        assertThat(spans.tree()).isEqualTo("connect\ndb_query VALUES\ndb_query VALUES\n");
    }

    @Test
    void wrap_givesTheSameWrapperAgain() {
        assertThat(TracingConnectionPoolDataSource.wrap(dataSource)).isSameAs(dataSource);
        assertThat(TracingXADataSource.wrap(TracingXADataSource.wrap(TracedStatementsTest.h2())))
                .isInstanceOf(TracedXADataSource.class)
                .extracting(o -> ((TracedXADataSource) o).delegate)
                .isNotInstanceOf(TracedXADataSource.class);
    }

    @Test
    void connectionEvent_comesFromWhatWasHandedOut() throws SQLException {
        PooledConnection pooled = dataSource.getPooledConnection();
        pooled.addConnectionEventListener(connectionListener());
        pooled.getConnection().close();
        pooled.close();

        assertThat(connectionEvents)
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.getSource()).isSameAs(pooled));
    }

    @Test
    void statementEvent_namesTheStatementThatWasHandedOut() throws SQLException {
        PooledConnection pooled = dataSource.getPooledConnection();
        pooled.addStatementEventListener(statementListener());
        Connection connection = pooled.getConnection();
        PreparedStatement statement = connection.prepareStatement("VALUES 1");
        CallableStatement call = connection.prepareCall("VALUES 1");
        statement.close();
        call.close();
        pooled.close();

        assertThat(statementEvents)
                .extracting(StatementEvent::getStatement)
                .usingElementComparator((a, b) -> a == b ? 0 : 1)
                .containsExactly(statement, call);
        assertThat(statementEvents).allSatisfy(e -> assertThat(e.getSource()).isSameAs(pooled));
    }

    @Test
    void failureOfAStatement_namesItToo() throws SQLException {
        RecordingDriver driver = new RecordingDriver();
        PooledConnection pooled = onTopOf(driver);
        pooled.addStatementEventListener(statementListener());
        PreparedStatement statement = pooled.getConnection().prepareStatement("VALUES 1");
        PreparedStatement drivers = (PreparedStatement) statement.unwrap(Proxy.class);
        SQLException failure = new SQLException("driver");
        Object adapter = driver.calls.get(0).arguments().get(0);
        ((StatementEventListener) adapter)
                .statementErrorOccurred(new StatementEvent(
                        (PooledConnection) driver.calls.get(0).receiver(), drivers, failure));

        assertThat(statementEvents).singleElement().satisfies(event -> {
            assertThat(event.getSource()).isSameAs(pooled);
            assertThat(event.getStatement()).isSameAs(statement);
            assertThat((Throwable) event.getSQLException()).isSameAs(failure);
        });
    }

    @Test
    void removedListener_hearsNothing() throws SQLException {
        ConnectionEventListener listener = connectionListener();
        StatementEventListener statementListener = statementListener();
        PooledConnection pooled = dataSource.getPooledConnection();
        pooled.addConnectionEventListener(listener);
        pooled.addStatementEventListener(statementListener);
        pooled.removeConnectionEventListener(listener);
        pooled.removeStatementEventListener(statementListener);
        Connection connection = pooled.getConnection();
        connection.prepareStatement("VALUES 1").close();
        connection.close();
        pooled.close();

        assertThat(connectionEvents).isEmpty();
        assertThat(statementEvents).isEmpty();
    }

    @Test
    void listenerAddedTwice_hearsAsOftenAsFromTheDriver() throws SQLException {
        int direct = eventsWhenAddedTwice(derby().getPooledConnection());
        int traced = eventsWhenAddedTwice(dataSource.getPooledConnection());

        assertThat(traced).isEqualTo(direct).isPositive();
    }

    /** Equal listeners are two for a driver that keeps a list. */
    @Test
    void equalListeners_areNotTakenForEachOther() {
        RecordingDriver driver = new RecordingDriver();
        PooledConnection pooled = onTopOf(driver);
        record Equal(List<String> heard, String name) implements ConnectionEventListener {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                heard.add(name);
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {}

            @Override
            public boolean equals(Object other) {
                return other instanceof Equal;
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }
        List<String> heard = new ArrayList<>();
        pooled.addConnectionEventListener(new Equal(heard, "a"));
        pooled.addConnectionEventListener(new Equal(heard, "b"));
        driver.calls.forEach(call -> ((ConnectionEventListener) call.arguments().get(0)).connectionClosed(null));

        assertThat(heard).containsExactly("a", "b");
        assertThat(driver.calls.get(0).arguments())
                .isEqualTo(driver.calls.get(1).arguments());
    }

    /** Such a pool throws for the event of a connection that it does not know. */
    @Test
    void poolThatLooksItsConnectionsUpByEvents_works() throws Exception {
        try (SharedPoolDataSource pool = new SharedPoolDataSource()) {
            pool.setConnectionPoolDataSource(dataSource);
            pool.setMaxTotal(1);
            for (int borrowed = 0; borrowed < 3; borrowed++) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection
                                    .createStatement()
                                    .executeQuery("VALUES 1")
                                    .next())
                            .isTrue();
                }
            }
            assertThat(pool.getNumActive()).isZero();
            assertThat(pool.getNumIdle()).isOne();
        }

        // The pool tries the credentials once before.
        assertThat(spans.tree()).isEqualTo("connect\nconnect\n" + "db_query VALUES\n".repeat(3));
    }

    private PooledConnection onTopOf(RecordingDriver driver) {
        return TracedPooledConnection.of(driver.object(PooledConnection.class), new JdbcTracing(spans.tracing, false));
    }

    private int eventsWhenAddedTwice(PooledConnection pooled) throws SQLException {
        connectionEvents.clear();
        ConnectionEventListener listener = connectionListener();
        pooled.addConnectionEventListener(listener);
        pooled.addConnectionEventListener(listener);
        pooled.getConnection().close();
        pooled.removeConnectionEventListener(listener);
        pooled.getConnection().close();
        pooled.close();
        return connectionEvents.size();
    }

    private ConnectionEventListener connectionListener() {
        return new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                connectionEvents.add(event);
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                connectionEvents.add(event);
            }
        };
    }

    private StatementEventListener statementListener() {
        return new StatementEventListener() {
            @Override
            public void statementClosed(StatementEvent event) {
                statementEvents.add(event);
            }

            @Override
            public void statementErrorOccurred(StatementEvent event) {
                statementEvents.add(event);
            }
        };
    }
}
