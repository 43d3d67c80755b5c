package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingConnectionPoolDataSource;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.IsolationLevelDataSourceAdapter;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.UserCredentialsDataSourceAdapter;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * The calls that reach the application's DataSource and its connections are those of a run without tracing, in the same
 * order, until the first statement. With it the connection is asked once where it leads to.
 */
@ExtendWith(OrmTracingExtension.class)
class UninvitedCallsIT {

    private static final List<String> LOOK_UP =
            List.of("Wrapper.unwrap", "Connection.getMetaData", "DatabaseMetaData.getURL");

    @FunctionalInterface
    interface Work {
        void on(DataSource dataSource) throws SQLException;
    }

    private static final Map<String, UnaryOperator<DataSource>> ADAPTERS = Map.of(
            "none", UnaryOperator.identity(),
            "delegating", DelegatingDataSource::new,
            "lazy", UninvitedCallsIT::lazy,
            "transaction-aware", TransactionAwareDataSourceProxy::new,
            "isolation", UninvitedCallsIT::isolation,
            "credentials", UninvitedCallsIT::credentials,
            "single", UninvitedCallsIT::single,
            "routing", UninvitedCallsIT::routing);

    private static final Map<String, Work> WITHOUT_STATEMENT = Map.of(
            "borrowed and given back",
            dataSource -> dataSource.getConnection().close(),
            "committed",
            dataSource -> inTransaction(dataSource, Connection::commit),
            "rolled back",
            dataSource -> inTransaction(dataSource, Connection::rollback),
            "read-only",
            dataSource -> inTransaction(dataSource, connection -> {
                connection.setReadOnly(true);
                connection.commit();
                connection.setReadOnly(false);
            }),
            "isolated",
            dataSource -> inTransaction(dataSource, connection -> {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.commit();
            }),
            "moved",
            dataSource -> inTransaction(dataSource, connection -> connection.setSchema("PUBLIC")));

    static Stream<Arguments> withoutStatement() {
        return ADAPTERS.keySet().stream()
                .sorted()
                .flatMap(adapter ->
                        WITHOUT_STATEMENT.keySet().stream().sorted().map(work -> Arguments.of(adapter, work)));
    }

    static Stream<String> adapters() {
        return ADAPTERS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("withoutStatement")
    void adapterWrapped_isAskedForNothing(String adapter, String work, OpenTelemetry openTelemetry)
            throws SQLException {
        UnaryOperator<DataSource> adapting = ADAPTERS.get(adapter);
        Work running = WITHOUT_STATEMENT.get(work);

        assertThat(calls(running, below -> wrap(adapting.apply(below), openTelemetry)))
                .isEqualTo(calls(running, adapting));
    }

    @ParameterizedTest
    @MethodSource("withoutStatement")
    void adapterOnAWrapper_isAskedForNothing(String adapter, String work, OpenTelemetry openTelemetry)
            throws SQLException {
        UnaryOperator<DataSource> adapting = ADAPTERS.get(adapter);
        Work running = WITHOUT_STATEMENT.get(work);

        assertThat(calls(running, below -> adapting.apply(wrap(below, openTelemetry))))
                .isEqualTo(calls(running, adapting));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void statement_addsOneLookUp(String adapter, OpenTelemetry openTelemetry) throws SQLException {
        UnaryOperator<DataSource> adapting = ADAPTERS.get(adapter);
        Work running = dataSource -> inTransaction(dataSource, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("select 1").close();
                statement.executeQuery("select 2").close();
            }
            connection.commit();
        });

        List<String> added = calls(running, below -> wrap(adapting.apply(below), openTelemetry));
        List<String> without = calls(running, adapting);

        assertThat(onlyIn(added, without)).isSubsetOf(LOOK_UP).doesNotHaveDuplicates();
    }

    @Test
    void lazyConnectionThatIsOnlyCommitted_isNeverOpened(OpenTelemetry openTelemetry) throws SQLException {
        assertThat(calls(
                        dataSource -> inTransaction(dataSource, Connection::commit),
                        below -> wrap(lazy(below), openTelemetry)))
                .isEmpty();
    }

    @Test
    void singleConnection_servesATemplateAgainAndAgain(OpenTelemetry openTelemetry) {
        DataSource single = wrap(single(h2()), openTelemetry);
        JdbcTemplate template = new JdbcTemplate(single);

        assertThat(template.queryForObject("select 1", Integer.class)).isEqualTo(1);
        assertThat(template.queryForObject("select 2", Integer.class)).isEqualTo(2);
    }

    @Test
    void xaConnection_isAskedForNothing(OpenTelemetry openTelemetry) throws SQLException {
        CallLog with = new CallLog();
        TracingXADataSource.wrap(with.around(h2(), javax.sql.XADataSource.class), OrmTracing.create(openTelemetry))
                .getXAConnection()
                .getConnection()
                .close();
        CallLog without = new CallLog();
        without.around(h2(), javax.sql.XADataSource.class)
                .getXAConnection()
                .getConnection()
                .close();

        assertThat(with.calls).isEqualTo(without.calls);
    }

    @Test
    void pooledConnection_isAskedForNothing(OpenTelemetry openTelemetry) throws SQLException {
        CallLog with = new CallLog();
        TracingConnectionPoolDataSource.wrap(
                        with.around(h2(), javax.sql.ConnectionPoolDataSource.class), OrmTracing.create(openTelemetry))
                .getPooledConnection()
                .getConnection()
                .close();
        CallLog without = new CallLog();
        without.around(h2(), javax.sql.ConnectionPoolDataSource.class)
                .getPooledConnection()
                .getConnection()
                .close();

        assertThat(with.calls).isEqualTo(without.calls);
    }

    private static List<String> calls(Work work, UnaryOperator<DataSource> set) throws SQLException {
        CallLog log = new CallLog();
        DataSource dataSource = set.apply(log.around(h2(), DataSource.class));
        work.on(dataSource);
        return log.calls;
    }

    private static List<String> onlyIn(List<String> added, List<String> without) {
        List<String> rest = new ArrayList<>(added);
        without.forEach(rest::remove);
        return rest;
    }

    @FunctionalInterface
    private interface OnConnection {
        void run(Connection connection) throws SQLException;
    }

    private static void inTransaction(DataSource dataSource, OnConnection work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            work.run(connection);
        }
    }

    private static DataSource wrap(DataSource dataSource, OpenTelemetry openTelemetry) {
        return TracingDataSource.wrap(dataSource, OrmTracing.create(openTelemetry));
    }

    private static JdbcDataSource h2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:");
        return dataSource;
    }

    private static DataSource lazy(DataSource target) {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(target);
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return lazy;
    }

    private static DataSource isolation(DataSource target) {
        IsolationLevelDataSourceAdapter adapter = new IsolationLevelDataSourceAdapter();
        adapter.setTargetDataSource(target);
        return adapter;
    }

    private static DataSource credentials(DataSource target) {
        UserCredentialsDataSourceAdapter adapter = new UserCredentialsDataSourceAdapter();
        adapter.setTargetDataSource(target);
        return adapter;
    }

    private static DataSource single(DataSource target) {
        try {
            return new SingleConnectionDataSource(target.getConnection(), false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource routing(DataSource target) {
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                return "target";
            }
        };
        routing.setTargetDataSources(Map.of("target", target));
        routing.afterPropertiesSet();
        return routing;
    }
}
