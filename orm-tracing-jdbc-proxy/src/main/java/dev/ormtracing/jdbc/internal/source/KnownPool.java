package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.core.internal.measure.PoolFigure;
import dev.ormtracing.core.internal.measure.PoolReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The pools whose figures are known, each by public getters of its own. They are asked only once the pool has lent a
 * connection, since some would open their first ones to answer. Nothing of a pool is kept, not even its class. Immutable.
 */
final class KnownPool implements PoolReader {

    private static final int MOST_CAUSES = 10;

    private static final List<KnownPool> ALL = List.of(
            new KnownPool("com.zaxxer.hikari.HikariDataSource", "java.sql.SQLTransientConnectionException")
                    .tells(PoolFigure.IDLE, "getHikariPoolMXBean", "getIdleConnections")
                    .tells(PoolFigure.USED, "getHikariPoolMXBean", "getActiveConnections")
                    .tells(PoolFigure.PENDING, "getHikariPoolMXBean", "getThreadsAwaitingConnection")
                    .tells(PoolFigure.MAX, "getMaximumPoolSize")
                    .tells(PoolFigure.IDLE_MIN, "getMinimumIdle")
                    .isClosedBy("isClosed"),
            // Its DataSource would open the pool again that is closed, if it were asked anything.
            new KnownPool(
                            "org.apache.tomcat.jdbc.pool.DataSourceProxy",
                            "org.apache.tomcat.jdbc.pool.PoolExhaustedException")
                    .has("getPool", "org.apache.tomcat.jdbc.pool.ConnectionPool")
                    .tells(PoolFigure.IDLE, "getIdle")
                    .tells(PoolFigure.USED, "getActive")
                    .tells(PoolFigure.PENDING, "getWaitCount")
                    .tells(PoolFigure.MAX, "getPoolProperties", "getMaxActive")
                    .tells(PoolFigure.IDLE_MAX, "getPoolProperties", "getMaxIdle")
                    .tells(PoolFigure.IDLE_MIN, "getPoolProperties", "getMinIdle")
                    .isClosedBy("isClosed"),
            basic("org.apache.commons.dbcp2.BasicDataSource"),
            basic("org.apache.tomcat.dbcp.dbcp2.BasicDataSource"),
            // It counts only when it is told to, and says 0 otherwise.
            new KnownPool("io.agroal.api.AgroalDataSource", "cquisition timeout")
                    .countsIf("getConfiguration", "metricsEnabled")
                    .tells(PoolFigure.IDLE, "getMetrics", "availableCount")
                    .tells(PoolFigure.USED, "getMetrics", "activeCount")
                    .tells(PoolFigure.PENDING, "getMetrics", "awaitingCount")
                    .tells(PoolFigure.MAX, "getConfiguration", "connectionPoolConfiguration", "maxSize"),
            pooled("com.mchange.v2.c3p0.AbstractComboPooledDataSource").tells(PoolFigure.MAX, "getMaxPoolSize"),
            pooled("com.mchange.v2.c3p0.PooledDataSource"),
            new KnownPool("oracle.ucp.jdbc.PoolDataSource", "oracle.ucp.UniversalConnectionPoolException")
                    .tells(PoolFigure.IDLE, "getAvailableConnectionsCount")
                    .tells(PoolFigure.USED, "getBorrowedConnectionsCount")
                    .tells(PoolFigure.MAX, "getMaxPoolSize"),
            new KnownPool(
                            "com.alibaba.druid.pool.DruidDataSource",
                            "com.alibaba.druid.pool.GetConnectionTimeoutException")
                    .tells(PoolFigure.IDLE, "getPoolingCount")
                    .tells(PoolFigure.USED, "getActiveCount")
                    .tells(PoolFigure.PENDING, "getWaitThreadCount")
                    .tells(PoolFigure.MAX, "getMaxActive")
                    .tells(PoolFigure.IDLE_MIN, "getMinIdle")
                    .isClosedBy("isClosed"));

    private final String type;

    /** The exception by which it says that it has had no connection in time, or the cause of that, or words of either. */
    private final String timeout;

    private final Map<PoolFigure, List<String>> getters = new EnumMap<>(PoolFigure.class);

    /** What has the figures, where it is not the DataSource: the getter, and its type. */
    private List<String> inner = List.of();

    private String told;

    /** Empty where nothing tells it. */
    private List<String> closed = List.of();

    private List<String> counts = List.of();

    private KnownPool(String type, String timeout) {
        this.type = type;
        this.told = type;
        this.timeout = timeout;
    }

    private static KnownPool basic(String type) {
        // The pool behind it is public since DBCP 2.10.
        return new KnownPool(type, "java.util.NoSuchElementException")
                .tells(PoolFigure.IDLE, "getNumIdle")
                .tells(PoolFigure.USED, "getNumActive")
                .tells(PoolFigure.PENDING, "getConnectionPool", "getNumWaiters")
                .tells(PoolFigure.MAX, "getMaxTotal")
                .tells(PoolFigure.IDLE_MAX, "getMaxIdle")
                .tells(PoolFigure.IDLE_MIN, "getMinIdle")
                .isClosedBy("isClosed");
    }

    /** A closed one of c3p0 answers no question. */
    private static KnownPool pooled(String type) {
        return new KnownPool(type, "com.mchange.v2.resourcepool.TimeoutException")
                .tells(PoolFigure.IDLE, "getNumIdleConnectionsAllUsers")
                .tells(PoolFigure.USED, "getNumBusyConnectionsAllUsers")
                .tells(PoolFigure.PENDING, "getNumThreadsAwaitingCheckoutDefaultUser")
                .isClosedBy("getNumUserPools");
    }

    private KnownPool tells(PoolFigure figure, String... path) {
        getters.put(figure, List.of(path));
        return this;
    }

    private KnownPool has(String getter, String innerType) {
        inner = List.of(getter);
        told = innerType;
        return this;
    }

    private KnownPool isClosedBy(String... path) {
        closed = List.of(path);
        return this;
    }

    private KnownPool countsIf(String... path) {
        counts = List.of(path);
        return this;
    }

    /** What is known of that DataSource, or null where it is none of these pools. */
    static @Nullable KnownPool of(Object dataSource) {
        for (KnownPool known : ALL) {
            Class<?> type = typeIn(known.type, dataSource);
            if (type != null && type.isInstance(dataSource)) {
                return known;
            }
        }
        return null;
    }

    /** The pool that a wrapper answers for, or null where it is none of these. */
    static @Nullable KnownPool behind(DataSource wrapper) throws SQLException {
        for (KnownPool known : ALL) {
            Class<?> wrapped = typeIn(known.type, wrapper);
            if (wrapped != null && wrapper.isWrapperFor(wrapped)) {
                return known;
            }
        }
        return null;
    }

    /** The pool behind a wrapper, or behind proxies of its class, as Spring makes them; else the DataSource. */
    Object itself(DataSource dataSource) {
        Object pool = SpringAdapters.behindProxies(dataSource);
        try {
            Class<?> known = typeIn(type, pool);
            boolean wraps = known != null && pool instanceof DataSource wrapper && wrapper.isWrapperFor(known);
            Object inner = wraps ? ((DataSource) pool).unwrap(known) : null;
            return inner == null ? pool : inner;
        } catch (SQLException | RuntimeException cannotTell) {
            return pool;
        }
    }

    /** What has the figures of the pool that has just lent a connection, or null if there is nothing any more. */
    @Nullable
    Object measured(Object pool) throws Exception {
        return inner.isEmpty() ? pool : ask(type, pool, inner);
    }

    /** Whether one of these pools has failed since it had no connection in time. */
    static boolean isTimeout(Set<KnownPool> kinds, Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            String name = cause.getClass().getName();
            String said = String.valueOf(cause.getMessage());
            if (kinds.stream().anyMatch(kind -> kind.timeout.equals(name) || said.contains(kind.timeout))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** As the class of that object sees it. */
    private static @Nullable Class<?> typeIn(String type, Object near) {
        try {
            return Class.forName(type, false, near.getClass().getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    @Override
    public boolean isClosed(Object pool) throws Exception {
        try {
            return Boolean.TRUE.equals(ask(told, pool, closed));
        } catch (SQLException ofAClosedOne) {
            return true;
        }
    }

    @Override
    public long read(Object pool, PoolFigure figure) throws Exception {
        List<String> path = getters.get(figure);
        if (path == null || figure != PoolFigure.MAX && Boolean.FALSE.equals(ask(told, pool, counts))) {
            return -1;
        }
        return ask(told, pool, path) instanceof Number number ? number.longValue() : -1;
    }

    /** By the declared types, which are public; null where nothing is there, or the version has no such getter. */
    private static @Nullable Object ask(String declared, Object pool, List<String> path) throws Exception {
        Class<?> type = path.isEmpty() ? null : typeIn(declared, pool);
        Object answer = type == null ? null : pool;
        for (String getter : path) {
            if (answer == null || type == null) {
                return null;
            }
            try {
                Method method = type.getMethod(getter);
                answer = method.invoke(answer);
                type = method.getReturnType();
            } catch (NoSuchMethodException | IllegalAccessException ofAnotherVersion) {
                return null;
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception failure ? failure : e;
            }
        }
        return answer;
    }
}
