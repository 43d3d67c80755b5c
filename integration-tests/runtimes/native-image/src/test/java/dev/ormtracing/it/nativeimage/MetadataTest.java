package dev.ormtracing.it.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.jdbc.TracingDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each reflective call in the code stands here, with the classes that it is about. A call that does not, and a class that the
 * metadata do not have, are failures.
 */
class MetadataTest {

    private static final String HIBERNATE = "dev.ormtracing.hibernate.internal.";
    private static final String AGENT = "io.opentelemetry.javaagent.bootstrap.CallDepth";
    private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
    private static final String LOG = "io.opentelemetry.api.logs.LogRecordBuilder";
    private static final String CONNECTOR = "com.mysql.cj.";

    private static final String SPRING = "org.springframework.jdbc.datasource.";

    private static final List<String> DBCP = List.of(
            "org.apache.commons.dbcp2.DelegatingConnection", "org.apache.tomcat.dbcp.dbcp2.DelegatingConnection");

    /** What pools and Spring lend instead of the driver's connections. */
    private static final List<String> HANDLES = List.of(
            SPRING + "LazyConnectionDataSourceProxy$LazyConnectionInvocationHandler",
            SPRING + "TransactionAwareDataSourceProxy$TransactionAwareInvocationHandler",
            SPRING + "SingleConnectionDataSource$CloseSuppressingInvocationHandler",
            "com.mchange.v2.c3p0.impl.AbstractNewProxyConnection",
            "com.mchange.v2.c3p0.impl.NewProxyConnection",
            "io.agroal.pool.wrapper.ConnectionWrapper",
            "org.h2.jdbcx.JdbcXAConnection$PooledJdbcConnection",
            "org.h2.jdbcx.JdbcXAConnection");

    private static final List<String> POOLS = List.of(
            "com.zaxxer.hikari.HikariConfig",
            "org.apache.tomcat.jdbc.pool.DataSourceProxy",
            "org.apache.commons.dbcp2.BasicDataSource",
            "org.apache.tomcat.dbcp.dbcp2.BasicDataSource",
            "com.mchange.v2.c3p0.AbstractComboPooledDataSource",
            "oracle.ucp.jdbc.PoolDataSourceImpl",
            "com.alibaba.druid.pool.DruidAbstractDataSource",
            "org.h2.jdbcx.JdbcDataSource",
            "org.postgresql.ds.common.BaseDataSource",
            "org.mariadb.jdbc.MariaDbDataSource",
            "com.mysql.cj.jdbc.MysqlDataSource",
            "org.hsqldb.jdbc.JDBCCommonDataSource");

    /** The pools whose figures are metrics, and the beans that they have them in. */
    private static final List<String> MEASURED = List.of(
            "com.zaxxer.hikari.HikariDataSource",
            "com.zaxxer.hikari.HikariPoolMXBean",
            "org.apache.tomcat.jdbc.pool.DataSourceProxy",
            "org.apache.tomcat.jdbc.pool.ConnectionPool",
            "org.apache.tomcat.jdbc.pool.PoolConfiguration",
            "org.apache.commons.dbcp2.BasicDataSource",
            "org.apache.commons.pool2.impl.GenericObjectPool",
            "org.apache.tomcat.dbcp.dbcp2.BasicDataSource",
            "org.apache.tomcat.dbcp.pool2.impl.GenericObjectPool",
            "io.agroal.api.AgroalDataSource",
            "io.agroal.api.AgroalDataSourceMetrics",
            "io.agroal.api.configuration.AgroalDataSourceConfiguration",
            "io.agroal.api.configuration.AgroalConnectionPoolConfiguration",
            "com.mchange.v2.c3p0.AbstractComboPooledDataSource",
            "com.mchange.v2.c3p0.PooledDataSource",
            "oracle.ucp.jdbc.PoolDataSource",
            "com.alibaba.druid.pool.DruidDataSource");

    private static final List<String> AGROAL = List.of(
            "io.agroal.api.AgroalDataSource",
            "io.agroal.api.configuration.AgroalDataSourceConfiguration",
            "io.agroal.api.configuration.AgroalConnectionPoolConfiguration",
            "io.agroal.api.configuration.AgroalConnectionFactoryConfiguration");

    private static final List<String> MODEL_QUERIES =
            List.of("org.hibernate.query.spi.SqmQuery", "org.hibernate.query.sqm.spi.SqmStatementAccess");

    /** What the calls on an object that is there anyway are about. */
    private static final List<String> NOTHING = List.of();

    @Test
    void core() {
        assertThatCallsOf(
                OrmTracing.class,
                "orm-tracing-core",
                Map.of(
                        // A native image knows the services of the class path by itself.
                        "AttributesProviders.found → load",
                        NOTHING,
                        "SamplerDescription.of → getDeclaredField",
                        List.of("io.opentelemetry.sdk.trace.SdkTracer"),
                        "SamplerDescription.ofState → getDeclaredMethod",
                        List.of("io.opentelemetry.sdk.trace.TracerSharedState"),
                        "GlobalLookup.getWithoutSetting → findStatic",
                        List.of(GLOBAL),
                        "GlobalLookup.readField → getDeclaredField",
                        List.of(GLOBAL),
                        "JavaAgent.counter → forName",
                        List.of(AGENT),
                        "JavaAgent.counter → findStatic",
                        List.of(AGENT),
                        "JavaAgent.counter → findVirtual",
                        List.of(AGENT),
                        "LogEvents.setEventName → findVirtual",
                        List.of(LOG)));
    }

    @Test
    void jdbcProxy() {
        assertThatCallsOf(
                TracingDataSource.class,
                "orm-tracing-jdbc-proxy",
                Map.ofEntries(
                        Map.entry(
                                "ClosingPools.closeMethod → getMethod",
                                List.of("org.apache.tomcat.jdbc.pool.DataSource", "org.h2.jdbcx.JdbcConnectionPool")),
                        Map.entry(
                                "SpringAdapters.behindProxies → getMethod",
                                List.of("org.springframework.aop.framework.Advised")),
                        Map.entry(
                                "SpringAdapters.only → getMethod",
                                List.of("org.springframework.aop.target.SingletonTargetSource")),
                        Map.entry(
                                "SpringAdapters.readOnly → getDeclaredField",
                                List.of(SPRING + "LazyConnectionDataSourceProxy")),
                        Map.entry(
                                "SpringAdapters.targets → getMethod",
                                List.of(SPRING + "DelegatingDataSource", SPRING + "lookup.AbstractRoutingDataSource")),
                        Map.entry("ConnectionTakingDataSource.of → newProxyInstance", NOTHING),
                        Map.entry("ConnectionTakingDataSource.takesConnections → getMethods", NOTHING),
                        Map.entry("InnerConnections.behind → getMethod", DBCP),
                        Map.entry("KnownPool.typeIn → forName", MEASURED),
                        Map.entry("KnownPool.ask → getMethod", MEASURED),
                        Map.entry("PoolUrls.of → getMethod", POOLS),
                        Map.entry("PoolUrls.get → forName", AGROAL),
                        Map.entry("PoolUrls.get → getMethod", AGROAL),
                        Map.entry("InnerConnections.read → getDeclaredField", HANDLES),
                        Map.entry(
                                "ConnectorJSpans.connectorConnection → forName",
                                List.of(CONNECTOR + "MysqlConnection")),
                        Map.entry("ConnectorJSpans.yieldTo → getMethod", List.of(CONNECTOR + "MysqlConnection")),
                        Map.entry(
                                "ConnectorJSpans.replaceHandler → forName",
                                List.of(
                                        CONNECTOR + "Session",
                                        CONNECTOR + "telemetry.TelemetryHandler",
                                        CONNECTOR + "telemetry.NoopTelemetryHandler")),
                        Map.entry(
                                "ConnectorJSpans.replaceHandler → getMethod",
                                List.of(CONNECTOR + "Session", CONNECTOR + "telemetry.NoopTelemetryHandler")),
                        Map.entry(
                                "ConnectorJSpans.replaceHandler → newProxyInstance",
                                List.of(CONNECTOR + "telemetry.TelemetryHandler"))),
                "dev.ormtracing.jdbc.TracingDriver");
        Metadata metadata = Metadata.of("orm-tracing-jdbc-proxy");
        assertThat(metadata.proxies()).containsExactly(List.of(CONNECTOR + "telemetry.TelemetryHandler"));
        assertThat(metadata.resources()).containsExactly("META-INF/services/java.sql.Driver");
    }

    @Test
    void hibernate() {
        List<String> sessions = Stream.of("66", "71", "72", "80")
                .flatMap(suffix -> Stream.of("TracedSession", "TracedStatelessSession", "TracedSessionFactory")
                        .map(name -> HIBERNATE + "subclass." + name + suffix))
                .toList();
        List<String> queries = Stream.of("66", "71", "72", "80")
                .flatMap(suffix -> Stream.of(
                                suffix.equals("80") ? "MutationQuery" : "SqmQuery",
                                "SelectionQuery",
                                "NativeQuery",
                                "ProcedureCall")
                        .map(name -> HIBERNATE + "query." + name + "Overrides" + suffix))
                .toList();
        List<String> executors =
                List.of(HIBERNATE + "service.TracedSelectExecutor66", HIBERNATE + "service.TracedSelectExecutor72");
        assertThatCallsOf(
                OrmTracingSettings.class,
                "orm-tracing-hibernate",
                Map.ofEntries(
                        Map.entry(
                                "CacheTracing.lastOf → getDeclaredField",
                                List.of("org.hibernate.service.internal.SessionFactoryServiceRegistryBuilderImpl")),
                        Map.entry(
                                "CountingStatements.collect → getDeclaredField",
                                List.of("org.hibernate.persister.collection.AbstractCollectionPersister")),
                        Map.entry("Delegation.constructorFor → newProxyInstance", NOTHING),
                        Map.entry("Delegation.constructorFor → getConstructor", NOTHING),
                        Map.entry("FlushActions.number → getMethod", List.of("org.hibernate.event.spi.EventSource")),
                        Map.entry(
                                "FlushActions.number → findVirtual",
                                List.of(
                                        "org.hibernate.event.spi.EventSource",
                                        "org.hibernate.engine.spi.ActionQueue",
                                        "org.hibernate.action.queue.spi.ActionQueue")),
                        Map.entry("ModelQuery.first → forName", MODEL_QUERIES),
                        Map.entry(
                                "ModelQuery.getter → getMethod",
                                Stream.concat(MODEL_QUERIES.stream(), Stream.of("org.hibernate.query.Query"))
                                        .toList()),
                        Map.entry(
                                "LentConnection.field → getDeclaredField",
                                List.of("org.hibernate.engine.jdbc.internal.JdbcCoordinatorImpl")),
                        Map.entry(
                                "QueryCosts.isPagedInSubquery → getDeclaredMethod",
                                List.of(
                                        "org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery",
                                        "org.hibernate.query.internal.SelectionQueryImpl")),
                        Map.entry("QueryReferences.find → forName", List.of("jakarta.persistence.TypedQueryReference")),
                        Map.entry(
                                "QueryReferences.find → getMethod", List.of("jakarta.persistence.TypedQueryReference")),
                        Map.entry(
                                "RegisteredInitiators.of → getDeclaredField",
                                List.of("org.hibernate.boot.registry.StandardServiceRegistryBuilder")),
                        Map.entry(
                                "HibernateLine.isPresent → forName",
                                List.of(
                                        "org.hibernate.engine.creation.internal.options.StatefulOptions",
                                        "org.hibernate.engine.creation.internal.SessionBuilderImpl",
                                        "org.hibernate.event.monitor.spi.EventMonitor")),
                        Map.entry("SelectTracing.executor → forName", executors),
                        Map.entry("SelectTracing.wrap → findConstructor", executors),
                        Map.entry("SerializedFactory.constructorForSerialization → forName", NOTHING),
                        Map.entry("SerializedFactory.constructorForSerialization → getMethod", NOTHING),
                        Map.entry("SerializedFactory.constructorForSerialization → getDeclaredConstructor", NOTHING),
                        Map.entry("SerializedFactory.plain → getDeclaredFields", NOTHING),
                        Map.entry(
                                "SessionVariant.load → forName",
                                Stream.concat(sessions.stream(), queries.stream())
                                        .toList()),
                        Map.entry("SessionVariant.find → findConstructor", sessions),
                        Map.entry(
                                "SuppliedCoordinator.field → getDeclaredField",
                                List.of("org.hibernate.internal.AbstractSharedSessionContract")),
                        Map.entry(
                                "TracedAutoFlushListener.findOnAutoPreFlush → findVirtual",
                                List.of("org.hibernate.event.spi.AutoFlushEventListener")),
                        Map.entry("Forwarding.complete → newProxyInstance", NOTHING),
                        Map.entry("Forwarding.hidesNothing → getMethods", NOTHING),
                        Map.entry("Forwarding.implementor → getMethod", NOTHING),
                        Map.entry("InjectedServices.inject → getMethods", NOTHING),
                        Map.entry("TracedConnectionProvider.methodOf → getMethod", NOTHING),
                        Map.entry("TracedConnectionProvider.isVisible → forName", NOTHING),
                        Map.entry("TracedConnectionProvider.wrap → newProxyInstance", NOTHING),
                        Map.entry(
                                "WriteMonitor.install → getDeclaredField",
                                List.of("org.hibernate.internal.SessionFactoryImpl")),
                        Map.entry(
                                "TracingServiceContributor.isPresent → forName",
                                List.of(HIBERNATE + "service.TracedSqmTranslatorFactory"))),
                "dev.ormtracing.hibernate.OrmTracingStatementInspector",
                HIBERNATE + "install.TracingIntegrator",
                HIBERNATE + "install.TracingServiceContributor",
                HIBERNATE + "install.TracingServices",
                HIBERNATE + "install.TracingSessionFactoryBuilderFactory");
        assertThat(Metadata.of("orm-tracing-hibernate").resources())
                .containsExactly(
                        "META-INF/services/org.hibernate.boot.spi.SessionFactoryBuilderFactory",
                        "META-INF/services/org.hibernate.integrator.spi.Integrator",
                        "META-INF/services/org.hibernate.service.spi.ServiceContributor",
                        "META-INF/services/org.hibernate.service.spi.SessionFactoryServiceContributor");
    }

    @Test
    void proxiesOfHibernatesInterfaces(@TempDir Path directory) {
        Set<List<String>> made = SavedProxies.of(EveryKindOfProxy.class, directory);

        assertThat(made).isNotEmpty();
        assertThat(Metadata.of("orm-tracing-hibernate").proxies()).containsAll(made);
    }

    private static void assertThatCallsOf(
            Class<?> ofTheJar, String artifact, Map<String, List<String>> expected, String... services) {
        assertThat(ReflectiveCalls.in(ofTheJar)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(Metadata.of(artifact).types())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(expected.values().stream().flatMap(List::stream), Stream.of(services))
                                .collect(Collectors.toSet()));
    }
}
