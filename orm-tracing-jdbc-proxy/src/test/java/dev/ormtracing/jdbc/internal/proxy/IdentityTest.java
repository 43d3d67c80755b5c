package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.TracingConnectionPoolDataSource;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.RecordingDriver;
import dev.ormtracing.jdbc.internal.Values;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.h2.jdbc.JdbcArray;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcResultSet;
import org.h2.jdbc.JdbcStatement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever points back, points to the very object that was handed out. */
class IdentityTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final DataSource dataSource = TracingDataSource.wrap(TracedStatementsTest.h2(), spans.tracing);
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = dataSource.getConnection();
        statement = connection.createStatement();
        statement.execute("CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100))");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void statement_pointsBackToItsConnection() throws SQLException {
        assertThat(statement.getConnection()).isSameAs(connection);
        assertThat(connection.prepareStatement("SELECT 1").getConnection()).isSameAs(connection);
        assertThat(connection.prepareCall("CALL 1").getConnection()).isSameAs(connection);
        assertThat(connection
                        .createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)
                        .getConnection())
                .isSameAs(connection);
    }

    @Test
    void resultSetOfAStatement_pointsBackToIt() throws SQLException {
        assertThat(statement.executeQuery("SELECT 1").getStatement()).isSameAs(statement);
        statement.execute("SELECT 1");
        assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
        assertThat(statement.getResultSet()).isSameAs(statement.getResultSet());
        statement.executeUpdate("INSERT INTO users(name) VALUES ('a')", Statement.RETURN_GENERATED_KEYS);
        assertThat(statement.getGeneratedKeys().getStatement()).isSameAs(statement);
    }

    @Test
    void resultSetOfAPreparedStatement_pointsBackToIt() throws SQLException {
        PreparedStatement prepared = connection.prepareStatement("SELECT 1");
        assertThat(prepared.executeQuery().getStatement()).isSameAs(prepared);
        prepared.execute();
        assertThat(prepared.getResultSet().getStatement()).isSameAs(prepared);
        PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users(name) VALUES ('a')", Statement.RETURN_GENERATED_KEYS);
        insert.executeUpdate();
        assertThat(insert.getGeneratedKeys().getStatement()).isSameAs(insert);
    }

    @Test
    void resultSetOfACall_pointsBackToIt() throws SQLException {
        CallableStatement call = connection.prepareCall("CALL 1");

        assertThat(call.executeQuery().getStatement()).isSameAs(call);
    }

    @Test
    void metaData_pointsBackToTheConnection() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(metaData.getConnection()).isSameAs(connection);
        Statement behind = metaData.getTables(null, null, "%", null).getStatement();
        if (behind != null) {
            assertThat(behind.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void wrapper_equalsTheDriversOwn() throws SQLException {
        ResultSet result = statement.executeQuery("SELECT 1");

        assertSameInMaps(connection, connection.unwrap(JdbcConnection.class));
        assertSameInMaps(statement, statement.unwrap(JdbcStatement.class));
        assertSameInMaps(result, result.unwrap(JdbcResultSet.class));
        try (Connection other = dataSource.getConnection()) {
            assertThat(connection).isNotEqualTo(other);
        }
    }

    private static void assertSameInMaps(Object wrapper, Object own) {
        assertThat(wrapper).isEqualTo(own).isEqualTo(wrapper).isNotEqualTo(null);
        assertThat(new HashSet<>(Set.of(own)).contains(wrapper)).isTrue();
    }

    @Test
    void text_isThatOfTheDriversOwn() throws SQLException {
        PreparedStatement prepared = connection.prepareStatement("SELECT 1");
        CallableStatement call = connection.prepareCall("CALL 1");
        ResultSet result = statement.executeQuery("SELECT 1");

        assertThat(connection)
                .hasToString(connection.unwrap(JdbcConnection.class).toString());
        assertThat(statement).hasToString(statement.unwrap(JdbcStatement.class).toString());
        assertThat(prepared).hasToString(prepared.unwrap(JdbcStatement.class).toString());
        assertThat(call).hasToString(call.unwrap(JdbcStatement.class).toString());
        assertThat(result).hasToString(result.unwrap(JdbcResultSet.class).toString());
        assertThat(dataSource)
                .hasToString(dataSource.unwrap(JdbcDataSource.class).toString());
    }

    @Test
    void unwrap_givesTheWrapperForItsOwnAndForInterfaceTypes() throws SQLException {
        ResultSet result = statement.executeQuery("SELECT 1");
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThat(connection.unwrap(connection.getClass())).isSameAs(connection);
        assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
        assertThat(result.unwrap(ResultSet.class)).isSameAs(result);
        assertThat(dataSource.unwrap(DataSource.class)).isSameAs(dataSource);
        assertThat(connection.isWrapperFor(connection.getClass())).isTrue();
        assertThat(statement.isWrapperFor(statement.getClass())).isTrue();
        assertThat(result.isWrapperFor(result.getClass())).isTrue();
        assertThat(dataSource.isWrapperFor(dataSource.getClass())).isTrue();
    }

    @Test
    void unwrap_givesTheDriversObjectForItsType() throws SQLException {
        ResultSet result = statement.executeQuery("SELECT 1");
        assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
        assertThat(statement.unwrap(JdbcStatement.class)).isInstanceOf(JdbcStatement.class);
        assertThat(result.unwrap(JdbcResultSet.class)).isInstanceOf(JdbcResultSet.class);
        assertThat(dataSource.unwrap(JdbcDataSource.class)).isInstanceOf(JdbcDataSource.class);
        assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
        assertThat(connection.isWrapperFor(Runnable.class)).isFalse();
    }

    @Test
    void everyMetaDataResult_leadsBackToTheConnection() throws Throwable {
        RecordingDriver driver = new RecordingDriver();
        Connection recorded = recorded(driver);
        DatabaseMetaData metaData = recorded.getMetaData();
        for (Method method : DatabaseMetaData.class.getMethods()) {
            if (method.getReturnType() == ResultSet.class) {
                Object[] arguments = Stream.of(method.getParameterTypes())
                        .map(new Values(driver)::of)
                        .toArray();
                ResultSet result = (ResultSet) RecordingDriver.invoke(metaData, method, arguments);
                Statement behind = result.getStatement();
                assertThat(behind).isSameAs(result.getStatement());
                assertThat(behind.getConnection()).isSameAs(recorded);
            }
        }
    }

    @Test
    void cursorInAColumn_leadsBackToTheConnection() throws SQLException {
        RecordingDriver driver = new RecordingDriver();
        Connection recorded = recorded(driver);
        ResultSet rows = recorded.createStatement().executeQuery("SELECT 1");
        driver.answer = driver.object(ResultSet.class);

        for (Object cursor : List.of(
                rows.getObject(1),
                rows.getObject("c"),
                rows.getObject(1, Map.of()),
                rows.getObject("c", Map.of()),
                rows.getObject(1, ResultSet.class),
                rows.getObject("c", ResultSet.class))) {
            assertLeadsBack((ResultSet) cursor, recorded);
        }
    }

    @Test
    void cursorInAParameter_leadsBackToTheConnection() throws SQLException {
        RecordingDriver driver = new RecordingDriver();
        Connection recorded = recorded(driver);
        CallableStatement call = recorded.prepareCall("{call p(?)}");
        driver.answer = driver.object(ResultSet.class);

        for (Object cursor : List.of(
                call.getObject(1),
                call.getObject("c"),
                call.getObject(1, Map.of()),
                call.getObject("c", Map.of()),
                call.getObject(1, ResultSet.class),
                call.getObject("c", ResultSet.class))) {
            assertLeadsBack((ResultSet) cursor, recorded);
        }
    }

    /** A driver casts what it is given to its own class; so does an application. */
    @Test
    void array_isTheDriversOwn_bothWays() throws SQLException {
        Array array = connection.createArrayOf("INTEGER", new Object[] {1, 2});
        PreparedStatement prepared = connection.prepareStatement("SELECT ?");
        prepared.setArray(1, array);
        ResultSet result = prepared.executeQuery();
        result.next();

        assertThat(array).isInstanceOf(JdbcArray.class);
        assertThat(result.getArray(1)).isInstanceOf(JdbcArray.class);
    }

    @Test
    void handleOfAPooledConnection_isAConnectionLikeAnother() throws SQLException {
        PooledConnection pooled = TracingConnectionPoolDataSource.wrap(TracedStatementsTest.h2(), spans.tracing)
                .getPooledConnection();
        Connection handle = pooled.getConnection();
        assertThat(handle.createStatement().getConnection()).isSameAs(handle);
        assertThat(handle.prepareStatement("SELECT 1").getConnection()).isSameAs(handle);
        assertThat(handle.prepareCall("CALL 1").getConnection()).isSameAs(handle);
        assertThat(handle.getMetaData().getConnection()).isSameAs(handle);
        assertThat(handle.unwrap(handle.getClass())).isSameAs(handle);
        assertThat(handle.unwrap(Connection.class)).isSameAs(handle);
        assertThat(handle.isWrapperFor(JdbcConnection.class)).isTrue();
        assertThat(handle.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
        pooled.close();
    }

    private Connection recorded(RecordingDriver driver) {
        return new TracedConnection(driver.object(Connection.class), new JdbcTracing(spans.tracing, false));
    }

    private static void assertLeadsBack(ResultSet cursor, Connection connection) throws SQLException {
        Statement behind = cursor.getStatement();
        assertThat(behind).isSameAs(cursor.getStatement());
        assertThat(behind.getConnection()).isSameAs(connection);
        assertThat(cursor.isWrapperFor(cursor.getClass())).isTrue();
    }
}
