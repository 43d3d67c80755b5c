package dev.ormtracing.spring;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import javax.sql.DataSource;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.core.Ordered;

/**
 * Wraps every DataSource bean that is not traced yet. A bean that cannot be wrapped stays as it is: an application without
 * tracing is better than none.
 */
final class DataSourceTracing extends TracingPostProcessor implements Ordered {

    private static final String SCOPED_TARGET = "scopedTarget.";

    /** Outermost, around the proxies of others, so that the wait for the connection is seen whole. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof DataSource dataSource) || !isOn() || isLeftAlone(dataSource)) {
            return bean;
        }
        try {
            DataSource traced = TracingDataSource.wrap(dataSource, tracing(), name(beanName));
            return TracedBean.of(dataSource, traced);
        } catch (Throwable e) {
            Guard.report(e);
            return bean;
        }
    }

    /** The name by which the application knows the bean. Of a scoped bean, the application does not inject the target. */
    private static String name(String beanName) {
        return beanName.startsWith(SCOPED_TARGET) ? beanName.substring(SCOPED_TARGET.length()) : beanName;
    }

    /** Whether the DataSource needs no wrapper. A scoped bean needs none: its target, which is a bean too, gets it. */
    private static boolean isLeftAlone(DataSource dataSource) {
        return dataSource instanceof ScopedObject
                || ConnectionTracing.isTraced(dataSource)
                || TracedBean.isTraced(dataSource)
                || DelegatesToTraced.test(dataSource);
    }
}
