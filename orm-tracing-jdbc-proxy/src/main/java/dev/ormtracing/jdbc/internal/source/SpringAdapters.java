package dev.ormtracing.jdbc.internal.source;

import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind the DataSources of Spring's that only pass on. None is asked for a connection. */
final class SpringAdapters {

    private static final String SPRING = "org.springframework.jdbc.datasource.";

    private static final String AOP = "org.springframework.aop.";
    private static final int MOST_PROXIES = 8;

    private SpringAdapters() {}

    /**
     * What stands behind the proxies of Spring's AOP, which answer with themselves where their target does. One whose target
     * is another each time is left as it is.
     */
    static Object behindProxies(Object bean) {
        Object target = bean;
        try {
            for (int layer = 0; layer < MOST_PROXIES; layer++) {
                Class<?> advised = advised(target.getClass());
                Object source = advised == null
                        ? null
                        : advised.getMethod("getTargetSource").invoke(target);
                Object next = source == null ? null : only(source);
                if (next == null) {
                    return target;
                }
                target = next;
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another version.
        }
        return target;
    }

    private static @Nullable Class<?> advised(Class<?> proxy) {
        for (Class<?> type = proxy; type != null; type = type.getSuperclass()) {
            for (Class<?> candidate : type.getInterfaces()) {
                if (candidate.getName().equals(AOP + "framework.Advised")) {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static @Nullable Object only(Object source) throws ReflectiveOperationException {
        for (Class<?> type = source.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(AOP + "target.SingletonTargetSource")) {
                return type.getMethod("getTarget").invoke(source);
            }
        }
        return null;
    }

    /** What stands behind one of Spring's adapters, else nothing. */
    static Set<Object> targets(Object dataSource) {
        Set<Object> targets = new LinkedHashSet<>();
        try {
            for (Class<?> type = dataSource.getClass(); type != null; type = type.getSuperclass()) {
                switch (type.getName()) {
                    case SPRING + "DelegatingDataSource" ->
                        targets.add(type.getMethod("getTargetDataSource").invoke(dataSource));
                    case SPRING + "LazyConnectionDataSourceProxy" -> targets.add(readOnly(type, dataSource));
                    case SPRING + "lookup.AbstractRoutingDataSource" -> {
                        targets.addAll(((Map<?, ?>)
                                        type.getMethod("getResolvedDataSources").invoke(dataSource))
                                .values());
                        targets.add(
                                type.getMethod("getResolvedDefaultDataSource").invoke(dataSource));
                    }
                    default -> {}
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another version, or one that was never initialised.
        }
        targets.remove(null);
        return targets;
    }

    private static @Nullable Object readOnly(Class<?> type, Object lazy) {
        try {
            Field field = type.getDeclaredField("readOnlyDataSource");
            field.setAccessible(true);
            return field.get(lazy);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Spring before 6.1.2 has none.
            return null;
        }
    }
}
