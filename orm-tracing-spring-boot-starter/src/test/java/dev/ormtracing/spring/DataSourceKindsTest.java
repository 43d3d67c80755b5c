package dev.ormtracing.spring;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.metadata.HikariDataSourcePoolMetadata;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Every kind of DataSource bean is what it was, and a statement on it is one span. */
class DataSourceKindsTest {

    @RegisterExtension
    final OrmTracingExtension tracing = OrmTracingExtension.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(OrmTracingAutoConfiguration.class))
            .withBean(OpenTelemetry.class, () -> tracing.openTelemetry());

    @Test
    void pool_isInjectedByItsClass_andSeenByBoot() {
        runner.withBean(HikariDataSource.class, DataSourceKindsTest::pool).run(context -> {
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            assertOneSpan(pool);

            assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
            assertThat(pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().getTotalConnections())
                    .isPositive();
            assertThat(DataSourceUnwrapper.unwrap(pool, HikariConfigMXBean.class, HikariDataSource.class))
                    .isNotNull();
            assertThat(new HikariDataSourcePoolMetadata(pool).getIdle()).isPositive();
            assertThat(new DirectFieldAccessor(pool).getPropertyValue("pool")).isNotNull();
        });
    }

    @Test
    void pool_isClosedWithTheContext() {
        HikariDataSource pool = pool();
        runner.withBean(HikariDataSource.class, () -> pool)
                .run(context ->
                        context.getBean(DataSource.class).getConnection().close());

        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void exception_isTheDriversOwn() {
        SQLException failure = new SQLException("test");
        AbstractDataSource failing = new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw failure;
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                throw failure;
            }
        };
        runner.withBean(DataSource.class, () -> failing)
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(DataSource.class).getConnection())
                        .isSameAs(failure));
    }

    @Test
    void embeddedDatabase_isOneStill() {
        runner.withBean(
                        EmbeddedDatabase.class,
                        () -> new EmbeddedDatabaseBuilder()
                                .generateUniqueName(true)
                                .setType(EmbeddedDatabaseType.H2)
                                .build())
                .run(context -> assertOneSpan(context.getBean(EmbeddedDatabase.class)));
    }

    @Test
    void finalClass_isWrapped() {
        runner.withBean(DataSource.class, () -> new FinalDataSource(h2()))
                .run(context -> assertOneSpan(context.getBean(DataSource.class)));
    }

    @Test
    void wrappedByTheApplication_isLeftAsItIs() {
        runner.withBean(
                        DataSource.class,
                        () -> TracingDataSource.wrap(h2(), OrmTracing.create(tracing.openTelemetry())))
                .run(context -> {
                    assertThat(context.getBean(DataSource.class).getClass().getName())
                            .startsWith("dev.ormtracing.jdbc.");
                    assertOneSpan(context.getBean(DataSource.class));
                });
    }

    @Test
    void proxyOfAnother_isInside() {
        runner.withBean(HikariDataSource.class, DataSourceKindsTest::pool)
                .withBean(BeanNameAutoProxyCreator.class, DataSourceKindsTest::proxyingEverything)
                .run(context -> assertOneSpan(context.getBean(HikariDataSource.class)));
    }

    @Test
    void classProxyOfAnother_isInside() {
        runner.withBean(HikariDataSource.class, () -> {
                    ProxyFactory factory = new ProxyFactory(pool());
                    factory.setProxyTargetClass(true);
                    return (HikariDataSource) factory.getProxy();
                })
                .run(context -> {
                    HikariDataSource bean = context.getBean(HikariDataSource.class);
                    assertOneSpan(bean);
                    assertThat(new HikariDataSourcePoolMetadata(bean).getIdle()).isPositive();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lazy", "transactionAware", "routing"})
    void delegatingDataSource_givesTheConnectionsOfATracedOne(String bean) {
        runner.withUserConfiguration(Delegating.class)
                .run(context -> assertOneSpan(context.getBean(bean, DataSource.class)));
    }

    @Test
    void delegatingDataSourceOfAnUntracedOne_isTraced() {
        runner.withBean(DataSource.class, () -> new TransactionAwareDataSourceProxy(h2()))
                .run(context -> assertOneSpan(context.getBean(DataSource.class)));
    }

    @Test
    void routingToUntracedOnes_isTraced() {
        runner.withBean(DataSource.class, () -> Routing.to(h2()))
                .run(context -> assertOneSpan(context.getBean(DataSource.class)));
    }

    @Test
    void scopedBean_isTracedOnce_byItsName() {
        runner.withUserConfiguration(Scoped.class).run(context -> {
            assertOneSpan(context.getBean("scoped", DataSource.class));

            context.getBean("scoped", DataSource.class).getConnection().close();
            assertThat(tracing.traces().text()).contains("connect").doesNotContain("scopedTarget");
        });
    }

    private void assertOneSpan(DataSource dataSource) throws SQLException {
        // Spring's lazy connections ask for their defaults first.
        dataSource.getConnection().close();
        tracing.traces().clear();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        assertThatTraces(tracing.traces()).matchesTree("""
                connect
                db_query CLIENT select
                """);
        tracing.traces().clear();
    }

    private static HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:");
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(1);
        return pool;
    }

    private static JdbcDataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:");
        return h2;
    }

    private static BeanNameAutoProxyCreator proxyingEverything() {
        BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator() {
            @Override
            protected Object[] getAdvicesAndAdvisorsForBean(
                    Class<?> type, String name, org.springframework.aop.TargetSource source) {
                return DataSource.class.isAssignableFrom(type)
                        ? new Object[] {(MethodInterceptor) org.aopalliance.intercept.MethodInvocation::proceed}
                        : DO_NOT_PROXY;
            }
        };
        creator.setProxyTargetClass(true);
        return creator;
    }

    private static final class Routing extends AbstractRoutingDataSource {

        static Routing to(DataSource target) {
            Routing routing = new Routing();
            routing.setTargetDataSources(Map.of("only", target));
            return routing;
        }

        @Override
        protected Object determineCurrentLookupKey() {
            return "only";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Delegating {

        @Bean
        @Primary
        HikariDataSource target() {
            return pool();
        }

        @Bean
        LazyConnectionDataSourceProxy lazy(HikariDataSource target) {
            return new LazyConnectionDataSourceProxy(target);
        }

        @Bean
        TransactionAwareDataSourceProxy transactionAware(HikariDataSource target) {
            return new TransactionAwareDataSourceProxy(target);
        }

        @Bean
        DataSource routing(HikariDataSource target) {
            return Routing.to(target);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {

        @Bean
        @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
        DataSource scoped() {
            return h2();
        }
    }

    private static final class FinalDataSource implements DataSource {

        private final DataSource target;

        FinalDataSource(DataSource target) {
            this.target = target;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return target.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return target.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger("test");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return target.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return target.isWrapperFor(type);
        }
    }
}
