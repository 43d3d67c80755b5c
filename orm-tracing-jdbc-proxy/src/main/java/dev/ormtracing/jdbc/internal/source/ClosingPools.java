package dev.ormtracing.jdbc.internal.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Closes the pools behind a DataSource. Spring's adapters cannot be closed, and a router answers for the target of the
 * moment alone, by a question to the application. Some pools are closed by a method that is of no interface.
 */
final class ClosingPools {

    /** The methods that containers look for, and the one of H2's pool. */
    private static final List<String> METHODS = List.of("close", "shutdown", "dispose");

    private ClosingPools() {}

    /** Closes all that can be closed, and throws the first failure. */
    static void close(DataSource dataSource) throws Exception {
        Exception failure = null;
        for (AutoCloseable pool : behind(dataSource)) {
            try {
                pool.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Set<AutoCloseable> behind(DataSource dataSource) throws SQLException {
        Set<AutoCloseable> pools = new LinkedHashSet<>();
        collect(dataSource, Collections.newSetFromMap(new IdentityHashMap<>()), pools);
        return pools;
    }

    private static void collect(@Nullable Object dataSource, Set<Object> seen, Set<AutoCloseable> pools)
            throws SQLException {
        if (!(dataSource instanceof DataSource wrapper) || !seen.add(dataSource)) {
            return;
        }
        if (dataSource instanceof AutoCloseable pool) {
            pools.add(pool);
            return;
        }
        Set<Object> targets = SpringAdapters.targets(dataSource);
        if (!targets.isEmpty()) {
            for (Object target : targets) {
                collect(target, seen, pools);
            }
            return;
        }
        AutoCloseable method = closeMethod(dataSource);
        if (method != null) {
            pools.add(method);
        } else if (wrapper.isWrapperFor(AutoCloseable.class)) {
            pools.add(wrapper.unwrap(AutoCloseable.class));
        }
    }

    private static @Nullable AutoCloseable closeMethod(Object dataSource) {
        for (String name : METHODS) {
            try {
                Method method = dataSource.getClass().getMethod(name);
                if (method.trySetAccessible()) {
                    return () -> call(method, dataSource);
                }
            } catch (NoSuchMethodException e) {
                // The next one.
            }
        }
        return null;
    }

    private static void call(Method method, Object dataSource) throws Exception {
        try {
            method.invoke(dataSource);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }
}
