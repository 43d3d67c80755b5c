package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.calls.CallLog;
import dev.ormtracing.it.calls.SpringAdapters;
import dev.ormtracing.jdbc.TracingConnectionPoolDataSource;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The calls that reach the application's DataSource and its connections are those of a run without tracing, in the same
 * order, until the first statement. With it the connection is asked once where it leads to.
 */
@ExtendWith(OrmTracingExtension.class)
class UninvitedCallsIT {

    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static final Map<String, Work> WITHOUT_STATEMENT = new TreeMap<>(Map.of(
            "borrowed and given back",
            connection -> {},
            "committed",
            inTransaction(Connection::commit),
            "rolled back",
            inTransaction(Connection::rollback),
            "read-only",
            inTransaction(connection -> {
                connection.setReadOnly(true);
                connection.commit();
                connection.setReadOnly(false);
            }),
            "isolated",
            inTransaction(connection -> {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.commit();
            }),
            "moved",
            inTransaction(connection -> connection.setSchema("PUBLIC")),
            "asked",
            connection -> {
                connection.getAutoCommit();
                connection.getTransactionIsolation();
                connection.isReadOnly();
                connection.isValid(1);
            },
            "aborted",
            connection -> connection.abort(Runnable::run)));

    private static final Map<String, Work> WITH_STATEMENT = new TreeMap<>(Map.of(
            "a statement",
            inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeQuery("select 1").close();
                    statement.executeQuery("select 2").close();
                }
                connection.commit();
            }),
            "a prepared statement",
            inTransaction(connection -> {
                connection.setReadOnly(true);
                try (PreparedStatement statement = connection.prepareStatement("select 1")) {
                    statement.executeQuery().close();
                    statement.executeQuery().close();
                }
                connection.rollback();
            }),
            "a batch",
            inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.addBatch("create table if not exists a (id int)");
                    statement.addBatch("insert into a values (1)");
                    statement.executeBatch();
                }
                connection.commit();
            })));

    static Stream<Arguments> withoutStatement() {
        return adaptersWith(WITHOUT_STATEMENT);
    }

    static Stream<Arguments> withStatement() {
        return adaptersWith(WITH_STATEMENT);
    }

    private static Stream<Arguments> adaptersWith(Map<String, Work> works) {
        return SpringAdapters.names()
                .flatMap(adapter -> works.keySet().stream().map(work -> Arguments.of(adapter, work)));
    }

    static Stream<String> worksWithoutStatement() {
        return WITHOUT_STATEMENT.keySet().stream();
    }

    static Stream<String> worksWithStatement() {
        return WITH_STATEMENT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("withoutStatement")
    void adapterWrapped_isAskedForNothing(String adapter, String work, OpenTelemetry openTelemetry)
            throws SQLException {
        Work running = WITHOUT_STATEMENT.get(work);

        assertNothingAdded(
                calls(running, below -> wrap(SpringAdapters.adapt(adapter, below), openTelemetry)),
                calls(running, below -> SpringAdapters.adapt(adapter, below)));
    }

    @ParameterizedTest
    @MethodSource("withoutStatement")
    void adapterOnAWrapper_isAskedForNothing(String adapter, String work, OpenTelemetry openTelemetry)
            throws SQLException {
        Work running = WITHOUT_STATEMENT.get(work);

        assertNothingAdded(
                calls(running, below -> SpringAdapters.adapt(adapter, wrap(below, openTelemetry))),
                calls(running, below -> SpringAdapters.adapt(adapter, below)));
    }

    @ParameterizedTest
    @MethodSource("withStatement")
    void statementOfAnAdapterWrapped_addsOneLookUp(String adapter, String work, OpenTelemetry openTelemetry)
            throws SQLException {
        Work running = WITH_STATEMENT.get(work);

        assertOneLookUpAdded(
                calls(running, below -> wrap(SpringAdapters.adapt(adapter, below), openTelemetry)),
                calls(running, below -> SpringAdapters.adapt(adapter, below)));
    }

    @ParameterizedTest
    @MethodSource("withStatement")
    void statementOfAnAdapterOnAWrapper_addsOneLookUp(String adapter, String work, OpenTelemetry openTelemetry)
            throws SQLException {
        Work running = WITH_STATEMENT.get(work);

        assertOneLookUpAdded(
                calls(running, below -> SpringAdapters.adapt(adapter, wrap(below, openTelemetry))),
                calls(running, below -> SpringAdapters.adapt(adapter, below)));
    }

    @ParameterizedTest
    @MethodSource("withStatement")
    void statementOfAnAdapterBetweenTwoWrappers_addsOneLookUp(String adapter, String work, OpenTelemetry openTelemetry)
            throws SQLException {
        Work running = WITH_STATEMENT.get(work);

        assertOneLookUpAdded(
                calls(running, below -> wrap(SpringAdapters.adapt(adapter, wrap(below, openTelemetry)), openTelemetry)),
                calls(running, below -> SpringAdapters.adapt(adapter, below)));
    }

    @ParameterizedTest
    @MethodSource("worksWithoutStatement")
    void connectionByUrl_isAskedForNothing(String work) throws SQLException {
        Work running = WITHOUT_STATEMENT.get(work);

        assertNothingAdded(LoggedDriver.calls("jdbc:ormtracing:", running), LoggedDriver.calls("jdbc:", running));
    }

    @ParameterizedTest
    @MethodSource("worksWithStatement")
    void statementOfAConnectionByUrl_addsOneLookUp(String work) throws SQLException {
        Work running = WITH_STATEMENT.get(work);

        assertOneLookUpAdded(LoggedDriver.calls("jdbc:ormtracing:", running), LoggedDriver.calls("jdbc:", running));
    }

    @ParameterizedTest
    @MethodSource("worksWithoutStatement")
    void handleOfAnXaConnection_isAskedForNothing(String work, OpenTelemetry openTelemetry) throws SQLException {
        Work running = WITHOUT_STATEMENT.get(work);
        OrmTracing tracing = OrmTracing.create(openTelemetry);

        assertNothingAdded(
                xaCalls(running, xa -> TracingXADataSource.wrap(xa, tracing)),
                xaCalls(running, UnaryOperator.identity()));
    }

    @ParameterizedTest
    @MethodSource("worksWithStatement")
    void statementOfAnXaConnection_addsOneLookUp(String work, OpenTelemetry openTelemetry) throws SQLException {
        Work running = WITH_STATEMENT.get(work);
        OrmTracing tracing = OrmTracing.create(openTelemetry);

        assertOneLookUpAdded(
                xaCalls(running, xa -> TracingXADataSource.wrap(xa, tracing)),
                xaCalls(running, UnaryOperator.identity()));
    }

    @ParameterizedTest
    @MethodSource("worksWithoutStatement")
    void handleOfAPooledConnection_isAskedForNothing(String work, OpenTelemetry openTelemetry) throws SQLException {
        Work running = WITHOUT_STATEMENT.get(work);
        OrmTracing tracing = OrmTracing.create(openTelemetry);

        assertNothingAdded(
                pooledCalls(running, pooled -> TracingConnectionPoolDataSource.wrap(pooled, tracing)),
                pooledCalls(running, UnaryOperator.identity()));
    }

    @ParameterizedTest
    @MethodSource("worksWithStatement")
    void statementOfAPooledConnection_addsOneLookUp(String work, OpenTelemetry openTelemetry) throws SQLException {
        Work running = WITH_STATEMENT.get(work);
        OrmTracing tracing = OrmTracing.create(openTelemetry);

        assertOneLookUpAdded(
                pooledCalls(running, pooled -> TracingConnectionPoolDataSource.wrap(pooled, tracing)),
                pooledCalls(running, UnaryOperator.identity()));
    }

    @Test
    void lazyConnectionThatIsOnlyCommitted_isNeverOpened(OpenTelemetry openTelemetry) throws SQLException {
        assertThat(calls(inTransaction(Connection::commit), below -> wrap(SpringAdapters.lazy(below), openTelemetry))
                        .calls())
                .isEmpty();
    }

    /** A pool that is exhausted lets its borrower wait, and nobody wants to wait twice. */
    @Test
    void lazyConnectionThatCannotBeOpened_isTriedOnce(OpenTelemetry openTelemetry) throws SQLException {
        CallLog log = new CallLog();
        DataSource refusing = log.around(new Refusing(), DataSource.class);
        try (Connection connection =
                wrap(SpringAdapters.lazy(refusing), openTelemetry).getConnection()) {
            connection.setReadOnly(true);
            assertThat(catchThrowable(() -> connection.prepareStatement("select 1")))
                    .isSameAs(Refusing.FAILURE);
        }

        assertThat(log.calls()).containsExactly("DataSource.getConnection");
    }

    @Test
    void singleConnection_servesATemplateAgainAndAgain(OpenTelemetry openTelemetry) {
        DataSource single = wrap(SpringAdapters.single(SpringAdapters.h2(), false), openTelemetry);
        JdbcTemplate template = new JdbcTemplate(single);

        assertThat(template.queryForObject("select 1", Integer.class)).isEqualTo(1);
        assertThat(template.queryForObject("select 2", Integer.class)).isEqualTo(2);
    }

    private static void assertNothingAdded(CallLog with, CallLog without) {
        assertThat(with.calls()).isEqualTo(without.calls());
    }

    private static void assertOneLookUpAdded(CallLog with, CallLog without) {
        assertThat(with.callsBeforeAStatement()).isEqualTo(without.callsBeforeAStatement());
        assertThat(with.addedTo(without)).isSubsetOf(CallLog.LOOK_UP).doesNotHaveDuplicates();
    }

    private static CallLog calls(Work work, UnaryOperator<DataSource> set) throws SQLException {
        CallLog log = new CallLog();
        DataSource dataSource = set.apply(log.around(SpringAdapters.driver("jdbc:h2:mem:"), DataSource.class));
        run(work, dataSource.getConnection());
        return log;
    }

    private static CallLog xaCalls(Work work, UnaryOperator<XADataSource> set) throws SQLException {
        CallLog log = new CallLog();
        run(work, set.apply(log.around(SpringAdapters.h2(), XADataSource.class)).getXAConnection());
        return log;
    }

    private static CallLog pooledCalls(Work work, UnaryOperator<ConnectionPoolDataSource> set) throws SQLException {
        CallLog log = new CallLog();
        run(
                work,
                set.apply(log.around(SpringAdapters.h2(), ConnectionPoolDataSource.class))
                        .getPooledConnection());
        return log;
    }

    private static void run(Work work, PooledConnection physical) throws SQLException {
        run(work, physical.getConnection());
        run(work, physical.getConnection());
        physical.close();
    }

    static void run(Work work, Connection borrowed) throws SQLException {
        try (Connection connection = borrowed) {
            work.on(connection);
        }
    }

    private static Work inTransaction(Work work) {
        return connection -> {
            connection.setAutoCommit(false);
            work.on(connection);
        };
    }

    private static DataSource wrap(DataSource dataSource, OpenTelemetry openTelemetry) {
        return TracingDataSource.wrap(dataSource, OrmTracing.create(openTelemetry));
    }
}
