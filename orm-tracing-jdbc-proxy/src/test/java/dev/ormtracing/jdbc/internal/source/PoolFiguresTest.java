package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.mchange.v2.c3p0.DataSources;
import com.mchange.v2.c3p0.PooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import oracle.ucp.jdbc.PoolDataSource;
import oracle.ucp.jdbc.PoolDataSourceFactory;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What pools tell of themselves, by the names, types and units of OpenTelemetry's conventions. */
class PoolFiguresTest {

    private static final String URL = "jdbc:h2:mem:figures";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PREFIX = "db.client.connection.";
    private static final AttributeKey<String> STATE = AttributeKey.stringKey(PREFIX + "state");
    private static final AttributeKey<String> POOL_NAME = AttributeKey.stringKey(PREFIX + "pool.name");

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private final OrmTracing tracing =
            OrmTracing.builder().openTelemetry(sdk).metrics(true).build();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable pool : opened) {
            pool.close();
        }
        sdk.close();
    }

    /** A pool of two connections that keeps one of them. */
    @FunctionalInterface
    private interface Kind {
        DataSource open() throws Exception;
    }

    /** Has the pool give up soon where it has nothing to lend; before, it waits for a slow machine. */
    @FunctionalInterface
    private interface Haste<P> {
        void apply(P pool) throws Exception;
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(
                        "HikariCP",
                        PoolFiguresTest::filledHikari,
                        // It keeps the time that it was started with.
                        (HikariDataSource pool) -> {},
                        "idle.min=2 max=2 pending_requests=0"),
                kind(
                        "Tomcat",
                        PoolFiguresTest::tomcat,
                        (org.apache.tomcat.jdbc.pool.DataSource pool) -> pool.setMaxWait(1),
                        "idle.max=1 idle.min=1 max=2 pending_requests=0"),
                kind(
                        "DBCP",
                        PoolFiguresTest::dbcp,
                        (BasicDataSource pool) -> pool.setMaxWait(Duration.ofMillis(1)),
                        "idle.max=1 idle.min=1 max=2 pending_requests=0"),
                kind(
                        "Agroal",
                        () -> agroal(true),
                        (AgroalDataSource pool) -> pool.getConfiguration()
                                .connectionPoolConfiguration()
                                .setAcquisitionTimeout(Duration.ofMillis(1)),
                        "max=2 pending_requests=0"),
                // Where it changes, the pool is made anew.
                kind("c3p0", PoolFiguresTest::c3p0, (ComboPooledDataSource pool) -> {}, "max=2 pending_requests=0"),
                kind("UCP", PoolFiguresTest::ucp, (PoolDataSource pool) -> pool.setConnectionWaitTimeout(1), "max=2"),
                kind(
                        "Druid",
                        PoolFiguresTest::druid,
                        (DruidDataSource pool) -> pool.setMaxWait(1),
                        "idle.min=1 max=2 pending_requests=0"));
    }

    private static <P> Arguments kind(String name, Kind kind, Haste<P> haste, String settings) {
        return Arguments.of(name, kind, haste, settings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void pool_tellsItsFigures(String name, Kind kind, Haste<DataSource> haste, String settings) throws Exception {
        DataSource traced = TracingDataSource.wrap(open(kind), tracing, "orders");
        assertThat(figures("orders")).isEmpty();
        try (Connection first = traced.getConnection()) {
            Map<String, Long> inUse = figures("orders");

            assertThat(inUse.get("count used")).isEqualTo(1);
            assertThat(inUse.get("count idle")).isNotNegative();
            inUse.keySet().removeIf(figure -> figure.startsWith("count"));
            assertThat(text(inUse)).isEqualTo(settings);
            traced.getConnection().close();
        }
        // c3p0 takes a connection back on a thread of its own.
        while (figures("orders").get("count used") != 0) {
            Thread.onSpinWait();
        }
        assertThat(figures("orders").get("count idle")).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void poolThatHasNothingToLend_isATimeout(String name, Kind kind, Haste<DataSource> haste, String settings)
            throws Exception {
        DataSource pool = open(kind);
        DataSource traced = TracingDataSource.wrap(pool, tracing, "orders");
        try (Connection first = traced.getConnection();
                Connection second = traced.getConnection()) {
            haste.apply(pool);
            assertThat(catchThrowable(traced::getConnection)).isInstanceOf(SQLException.class);
            assertThat(figures("orders").get("timeouts")).isEqualTo(1);
            assertThat(catchThrowable(traced::getConnection)).isInstanceOf(SQLException.class);
        }

        assertThat(figures("orders").get("timeouts")).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void closedPool_tellsNothing(String name, Kind kind, Haste<DataSource> haste, String settings) throws Exception {
        DataSource pool = open(kind);
        DataSource traced = TracingDataSource.wrap(pool, tracing, "orders");
        traced.getConnection().close();
        assertThat(figures("orders")).isNotEmpty();
        ((AutoCloseable) traced).close();
        long failures = Guard.failures();

        // Agroal and UCP do not say that they are closed.
        if (!name.equals("Agroal") && !name.equals("UCP")) {
            assertThat(figures("orders")).isEmpty();
        }
        assertThat(Guard.failures()).isEqualTo(failures);
    }

    @Test
    void instruments_areThoseOfTheConventions() throws Exception {
        org.apache.tomcat.jdbc.pool.DataSource pool =
                (org.apache.tomcat.jdbc.pool.DataSource) open(PoolFiguresTest::tomcat);
        DataSource traced = TracingDataSource.wrap(pool, tracing, "orders");
        try (Connection first = traced.getConnection();
                Connection second = traced.getConnection()) {
            pool.setMaxWait(1);
            assertThat(catchThrowable(traced::getConnection)).isInstanceOf(SQLException.class);
        }
        TracingXADataSource.wrap(h2(), tracing).getXAConnection().close();

        assertThat(reader.collectAllMetrics())
                .filteredOn(metric -> metric.getName().startsWith(PREFIX))
                .extracting(PoolFiguresTest::instrument)
                .containsExactlyInAnyOrder(
                        "count {connection} LONG_SUM up and down",
                        "idle.max {connection} LONG_SUM up and down",
                        "idle.min {connection} LONG_SUM up and down",
                        "max {connection} LONG_SUM up and down",
                        "pending_requests {request} LONG_SUM up and down",
                        "timeouts {timeout} LONG_SUM up",
                        "create_time s HISTOGRAM",
                        "wait_time s HISTOGRAM",
                        "use_time s HISTOGRAM");
    }

    private static String instrument(MetricData metric) {
        String monotonic = metric.getType() != MetricDataType.LONG_SUM
                ? ""
                : metric.getLongSumData().isMonotonic() ? " up" : " up and down";
        return metric.getName().substring(PREFIX.length()) + " " + metric.getUnit() + " " + metric.getType()
                + monotonic;
    }

    @Test
    void requestThatWaits_isPending() throws Exception {
        HikariDataSource pool = (HikariDataSource) open(PoolFiguresTest::hikari);
        DataSource traced = TracingDataSource.wrap(pool, tracing, "orders");
        CountDownLatch lent = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try (Connection third = traced.getConnection()) {
                lent.countDown();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        try (Connection first = traced.getConnection();
                Connection second = traced.getConnection()) {
            waiting.start();
            while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
                Thread.onSpinWait();
            }
            assertThat(figures("orders").get("pending_requests")).isEqualTo(1);
        }
        lent.await();
        waiting.join();
    }

    @Test
    void physicalConnections_areTimedWhereTheDriverIsTraced() throws SQLException {
        TracingXADataSource.wrap(h2(), tracing).getXAConnection().close();

        assertThat(reader.collectAllMetrics())
                .filteredOn(metric -> metric.getName().equals(PREFIX + "create_time"))
                .flatExtracting(metric -> metric.getHistogramData().getPoints())
                .hasSize(1);
    }

    @Test
    void poolBehindWrappers_isFound() throws Exception {
        HikariDataSource pool = (HikariDataSource) open(PoolFiguresTest::hikari);
        DataSource foreign = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.invoke(pool, arguments));
        DataSource inner = TracingDataSource.wrap(foreign, tracing, "orders");
        DataSource outer = TracingDataSource.wrap(new PassingOn(inner), tracing, "outer");
        try (Connection connection = outer.getConnection()) {
            assertThat(figures("orders").get("count used")).isEqualTo(1);
            assertThat(figures("outer")).isEmpty();
        }
    }

    /** Of the application, and no adapter that anybody knows. */
    private static final class PassingOn extends DelegatingDataSource {
        PassingOn(DataSource delegate) {
            super(delegate);
        }
    }

    @Test
    void poolInTwoWrappers_isToldOnce() throws Exception {
        DataSource pool = open(PoolFiguresTest::hikari);
        OrmTracing other = OrmTracing.builder().openTelemetry(sdk).metrics(true).build();
        try (Connection first = TracingDataSource.wrap(pool, tracing, "orders").getConnection();
                Connection second = TracingDataSource.wrap(pool, other, "again").getConnection()) {
            assertThat(figures("orders").get("count used")).isEqualTo(2);
            assertThat(figures("again")).isEmpty();
        }
    }

    @Test
    void poolsOfOneName_areAddedUp_andOthersAreApart() throws Exception {
        try (Connection first = TracingDataSource.wrap(open(PoolFiguresTest::hikari), tracing, "orders")
                        .getConnection();
                Connection second = TracingDataSource.wrap(open(PoolFiguresTest::dbcp), tracing, "orders")
                        .getConnection();
                Connection third = TracingDataSource.wrap(open(PoolFiguresTest::c3p0), tracing, "invoices")
                        .getConnection()) {
            assertThat(figures("orders").get("max")).isEqualTo(4);
            assertThat(figures("orders").get("count used")).isEqualTo(2);
            assertThat(figures("invoices").get("max")).isEqualTo(2);
        }
    }

    @Test
    void poolWithoutName_isCalledAfterItsDatabase() throws Exception {
        try (Connection connection =
                TracingDataSource.wrap(open(PoolFiguresTest::hikari), tracing).getConnection()) {
            assertThat(figures("h2database/figures").get("count used")).isEqualTo(1);
        }
    }

    @Test
    void poolThatIsOpenAgain_isToldAgain() throws Exception {
        BasicDataSource pool = (BasicDataSource) open(PoolFiguresTest::dbcp);
        DataSource traced = TracingDataSource.wrap(pool, tracing, "orders");
        traced.getConnection().close();
        pool.close();
        assertThat(figures("orders")).isEmpty();
        pool.restart();
        try (Connection connection = traced.getConnection()) {
            assertThat(figures("orders").get("count used")).isEqualTo(1);
        }
    }

    @Test
    void agroalThatCountsNothing_tellsItsSizeAlone() throws Exception {
        try (Connection connection = TracingDataSource.wrap(open(() -> agroal(false)), tracing, "orders")
                .getConnection()) {
            assertThat(text(figures("orders"))).isEqualTo("max=2");
        }
    }

    @Test
    void c3p0WithoutItsBean_isFoundByItsInterface() throws Exception {
        PooledDataSource pool = (PooledDataSource) DataSources.pooledDataSource(h2());
        opened.add(pool::close);
        try (Connection connection =
                TracingDataSource.wrap(pool, tracing, "orders").getConnection()) {
            assertThat(figures("orders")).containsEntry("count used", 1L).doesNotContainKey("max");
        }
    }

    /** A subclass of the application's, whose getters fail. */
    public static final class FailingPool extends HikariDataSource {

        private boolean failing;

        @Override
        public int getMaximumPoolSize() {
            fail();
            return super.getMaximumPoolSize();
        }

        @Override
        public HikariPoolMXBean getHikariPoolMXBean() {
            fail();
            return super.getHikariPoolMXBean();
        }

        private void fail() {
            if (failing) {
                throw new IllegalStateException("asked");
            }
        }
    }

    @Test
    void failingGetters_leaveTheirFiguresOut() throws Exception {
        HikariDataSource pool = hikari(new HikariDataSource());
        FailingPool failing = new FailingPool();
        failing.setDataSource(h2());
        failing.setMinimumIdle(1);
        opened.add(pool);
        opened.add(failing);
        try (Connection first =
                        TracingDataSource.wrap(failing, tracing, "failing").getConnection();
                Connection second =
                        TracingDataSource.wrap(pool, tracing, "orders").getConnection()) {
            failing.failing = true;
            assertThat(text(figures("failing"))).isEqualTo("idle.min=1");
            assertThat(figures("orders").get("count used")).isEqualTo(1);
            failing.failing = false;
        }
    }

    @Test
    void withoutMetrics_noPoolIsAsked() throws Exception {
        FailingPool failing = new FailingPool();
        failing.setDataSource(h2());
        failing.getConnection().close();
        failing.failing = true;
        opened.add(failing);
        long failures = Guard.failures();
        TracingDataSource.wrap(failing, OrmTracing.create(sdk), "orders")
                .getConnection()
                .close();

        assertThat(figures("orders")).isEmpty();
        assertThat(Guard.failures()).isEqualTo(failures);
        failing.failing = false;
    }

    private DataSource open(Kind kind) throws Exception {
        DataSource pool = kind.open();
        opened.add(() -> ClosingPools.close(pool));
        return pool;
    }

    /** The figures of the pool of that name, without the times. */
    private Map<String, Long> figures(String pool) {
        Map<String, Long> figures = new TreeMap<>();
        for (MetricData metric : reader.collectAllMetrics()) {
            if (metric.getName().startsWith(PREFIX) && metric.getType() == MetricDataType.LONG_SUM) {
                for (LongPointData point : metric.getLongSumData().getPoints()) {
                    Attributes attributes = point.getAttributes();
                    if (pool.equals(attributes.get(POOL_NAME))) {
                        String state = attributes.get(STATE);
                        String name = metric.getName().substring(PREFIX.length());
                        figures.put(state == null ? name : name + " " + state, point.getValue());
                    }
                }
            }
        }
        return figures;
    }

    private static String text(Map<String, Long> figures) {
        return String.join(
                " ",
                figures.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private static JdbcDataSource h2() {
        JdbcDataSource driver = new JdbcDataSource();
        driver.setUrl(URL);
        return driver;
    }

    private static DataSource hikari() {
        return hikari(new HikariDataSource());
    }

    /** Both connections are there, so that none has to be opened in the short time that it waits. */
    private static DataSource filledHikari() throws SQLException {
        HikariDataSource pool = hikari(new HikariDataSource());
        pool.setConnectionTimeout(1_000);
        pool.setMinimumIdle(2);
        pool.getConnection().close();
        while (pool.getHikariPoolMXBean().getIdleConnections() < 2) {
            Thread.onSpinWait();
        }
        return pool;
    }

    private static HikariDataSource hikari(HikariDataSource pool) {
        pool.setJdbcUrl(URL);
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return pool;
    }

    private static DataSource tomcat() {
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
        pool.setUrl(URL);
        pool.setMaxActive(2);
        pool.setMaxIdle(1);
        pool.setMinIdle(1);
        pool.setInitialSize(1);
        pool.setMaxWait((int) PATIENCE.toMillis());
        return pool;
    }

    private static DataSource dbcp() {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(URL);
        pool.setMaxTotal(2);
        pool.setMaxIdle(1);
        pool.setMinIdle(1);
        pool.setMaxWait(PATIENCE);
        return pool;
    }

    private static DataSource agroal(boolean counts) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(counts)
                .connectionPoolConfiguration(settings -> settings.maxSize(2)
                        .acquisitionTimeout(PATIENCE)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(URL))));
    }

    private static DataSource c3p0() throws SQLException {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setJdbcUrl(URL);
        pool.setMaxPoolSize(2);
        pool.setMinPoolSize(1);
        pool.setInitialPoolSize(2);
        pool.setCheckoutTimeout(2_000);
        while (pool.getNumIdleConnectionsDefaultUser() < 2) {
            Thread.onSpinWait();
        }
        return pool;
    }

    private static DataSource ucp() throws SQLException {
        PoolDataSource pool = PoolDataSourceFactory.getPoolDataSource();
        pool.setConnectionFactoryClassName(JdbcDataSource.class.getName());
        pool.setURL(URL);
        pool.setMaxPoolSize(2);
        pool.setConnectionWaitTimeout((int) PATIENCE.toSeconds());
        return pool;
    }

    private static DataSource druid() {
        DruidDataSource pool = new DruidDataSource();
        pool.setUrl(URL);
        pool.setMaxActive(2);
        pool.setMinIdle(1);
        pool.setMaxWait(PATIENCE.toMillis());
        pool.setNotFullTimeoutRetryCount(0);
        return pool;
    }
}
