package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import oracle.ucp.jdbc.PoolDataSource;
import oracle.ucp.jdbc.PoolDataSourceFactory;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of several DataSources a connection is from. */
class PoolNameTest {

    private static final AttributeKey<String> POOL_NAME = AttributeKey.stringKey("db.client.connection.pool.name");

    private static final String URL = "jdbc:h2:mem:named";

    private final RecordedSpans spans = new RecordedSpans();
    private final JdbcDataSource h2 = new JdbcDataSource();

    {
        h2.setUrl("jdbc:h2:mem:");
    }

    @Test
    void connect_namesThePool_andStatementsDoNot() throws SQLException {
        run(TracingDataSource.wrap(h2, spans.tracing, "orders"));

        assertThat(spans.all())
                .extracting(SpanData::getName)
                .containsExactly("orm:client:connect", "orm:client:db_query");
        assertThat(spans.all())
                .extracting(span -> span.getAttributes().get(POOL_NAME))
                .containsExactly("orders", null);
    }

    @Test
    void connectWithUser_namesThePool() throws SQLException {
        TracingDataSource.wrap(h2, spans.tracing, "orders")
                .getConnection("sa", "")
                .close();

        assertThat(spans.lastValue(POOL_NAME)).isEqualTo("orders");
    }

    static Stream<Arguments> pools() throws Exception {
        HikariDataSource hikari = new HikariDataSource();
        hikari.setJdbcUrl(URL);
        org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource();
        tomcat.setUrl(URL);
        BasicDataSource dbcp = new BasicDataSource();
        dbcp.setUrl(URL);
        ComboPooledDataSource c3p0 = new ComboPooledDataSource();
        c3p0.setJdbcUrl(URL);
        PoolDataSource ucp = PoolDataSourceFactory.getPoolDataSource();
        ucp.setConnectionFactoryClassName(JdbcDataSource.class.getName());
        ucp.setURL(URL);
        DruidDataSource druid = new DruidDataSource();
        druid.setUrl(URL);
        JdbcDataSource driver = new JdbcDataSource();
        driver.setUrl(URL);
        return Stream.of(
                Arguments.of("HikariCP", hikari),
                Arguments.of("Tomcat", tomcat),
                Arguments.of("DBCP", dbcp),
                Arguments.of("c3p0", c3p0),
                Arguments.of(
                        "Agroal",
                        AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(URL))))),
                Arguments.of("UCP", ucp),
                Arguments.of("Druid", druid),
                Arguments.of("driver", driver));
    }

    /** The conventions call a pool that has no name after its database. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pools")
    void withoutName_eachConnectIsCalledAfterTheDatabase(String kind, DataSource pool) throws Exception {
        DataSource traced = TracingDataSource.wrap(pool, spans.tracing);
        OperationTracer tracer = spans.tracing.tracer();
        run(traced);
        Frame operation = tracer.startOperation(this, OperationMethod.named("getResultList"), "User", null);
        run(traced);
        operation.end();
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame inTransaction = tracer.startOperation(this, OperationMethod.named("getResultList"), "User", transaction);
        run(traced);
        inTransaction.end();
        transaction.end();
        ((AutoCloseable) traced).close();

        assertThat(poolNames()).containsExactly("h2database/named", "h2database/named", "h2database/named");
    }

    @Test
    void wrapperAroundANamedOne_takesItsName() throws SQLException {
        DataSource inner = TracingDataSource.wrap(h2, spans.tracing, "orders");
        OperationTracer tracer = spans.tracing.tracer();
        JdbcCall outer = tracer.startConnect(Attributes.empty(), Attributes.empty());
        outer.named(Attributes.of(POOL_NAME, "h2database"));
        inner.getConnection().close();
        outer.end();

        assertThat(poolNames()).containsExactly("orders");
    }

    @Test
    void namedWrapperAroundOneWithoutName_keepsItsOwn() throws SQLException {
        DataSource inner = TracingDataSource.wrap(h2, spans.tracing);
        JdbcCall outer = spans.tracing.tracer().startConnect(Attributes.of(POOL_NAME, "orders"), Attributes.empty());
        inner.getConnection().close();
        outer.end();

        assertThat(poolNames()).containsExactly("orders");
    }

    @Test
    void dataSourceOfTheApplication_isAskedNothing_andHasANameOnceAStatementHasRun() throws SQLException {
        org.apache.tomcat.jdbc.pool.DataSource own = new org.apache.tomcat.jdbc.pool.DataSource() {
            @Override
            public String getUrl() {
                throw new AssertionError("asked");
            }
        };
        own.setUrl(URL);
        DataSource traced = TracingDataSource.wrap(own, spans.tracing);
        run(traced);
        run(traced);

        assertThat(poolNames()).containsExactly(null, "h2database/named");
    }

    /** One for each {@code connect}, null where it names none. */
    private List<String> poolNames() {
        return spans.all().stream()
                .filter(span -> span.getName().equals("orm:client:connect"))
                .map(span -> span.getAttributes().get(POOL_NAME))
                .toList();
    }

    private static void run(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }
}
