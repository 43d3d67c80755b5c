package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The URL that a pool or a driver's DataSource was configured with, which names its first {@code connect}. Only classes whose
 * getters only get are asked: a DataSource of the application's own is asked nothing, nor is a connection.
 */
final class PoolUrls {

    private static final Map<String, String> GETTERS = Map.ofEntries(
            Map.entry("com.zaxxer.hikari.HikariConfig", "getJdbcUrl"),
            Map.entry("org.apache.tomcat.jdbc.pool.DataSourceProxy", "getUrl"),
            Map.entry("org.apache.commons.dbcp2.BasicDataSource", "getUrl"),
            Map.entry("org.apache.tomcat.dbcp.dbcp2.BasicDataSource", "getUrl"),
            Map.entry("com.mchange.v2.c3p0.AbstractComboPooledDataSource", "getJdbcUrl"),
            Map.entry("oracle.ucp.jdbc.PoolDataSourceImpl", "getURL"),
            Map.entry("com.alibaba.druid.pool.DruidAbstractDataSource", "getUrl"),
            Map.entry("org.h2.jdbcx.JdbcDataSource", "getUrl"),
            Map.entry("org.postgresql.ds.common.BaseDataSource", "getUrl"),
            Map.entry("org.mariadb.jdbc.MariaDbDataSource", "getUrl"),
            Map.entry("com.mysql.cj.jdbc.MysqlDataSource", "getUrl"),
            Map.entry("org.hsqldb.jdbc.JDBCCommonDataSource", "getUrl"));

    private PoolUrls() {}

    /** Says the URL, if nothing is known by which the pool could be called. */
    static void tell(Object dataSource, JdbcTracing tracing) {
        if (!tracing.isNameless()) {
            return;
        }
        try {
            tracing.guess(of(dataSource));
        } catch (Exception | LinkageError e) {
            // A different version, or a native image that does not know the getter.
            tracing.guess(null);
        }
    }

    static @Nullable String of(Object dataSource) throws ReflectiveOperationException {
        if (dataSource.getClass().getName().equals("io.agroal.pool.DataSource")) {
            return ofAgroal(dataSource);
        }
        for (Class<?> type = dataSource.getClass(); type != null; type = type.getSuperclass()) {
            String getter = GETTERS.get(type.getName());
            if (getter != null) {
                Method method = dataSource.getClass().getMethod(getter);
                boolean overridden = !method.getDeclaringClass().isAssignableFrom(type);
                return overridden ? null : (String) method.invoke(dataSource);
            }
        }
        return null;
    }

    private static @Nullable String ofAgroal(Object dataSource) throws ReflectiveOperationException {
        Object pool = get("io.agroal.api.AgroalDataSource", "getConfiguration", dataSource);
        Object connections =
                get("io.agroal.api.configuration.AgroalDataSourceConfiguration", "connectionPoolConfiguration", pool);
        Object factory = get(
                "io.agroal.api.configuration.AgroalConnectionPoolConfiguration",
                "connectionFactoryConfiguration",
                connections);
        return (String) get("io.agroal.api.configuration.AgroalConnectionFactoryConfiguration", "jdbcUrl", factory);
    }

    private static Object get(String type, String method, Object target) throws ReflectiveOperationException {
        Method getter =
                Class.forName(type, false, target.getClass().getClassLoader()).getMethod(method);
        return getter.invoke(target);
    }
}
