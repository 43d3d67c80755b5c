package dev.ormtracing.spring;

import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.util.Collection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Whether a DataSource of Spring's lends connections of DataSources that are all traced. If it were wrapped too, each loan
 * would be shown twice. It may also lend connections that are more than they look like, such as those that open only
 * when they are used.
 */
final class DelegatesToTraced {

    private static final boolean SPRING_JDBC = ClassUtils.isPresent(
            "org.springframework.jdbc.datasource.DelegatingDataSource", DelegatesToTraced.class.getClassLoader());

    private DelegatesToTraced() {}

    static boolean test(DataSource dataSource) {
        return SPRING_JDBC && Spring.delegatesToTraced(dataSource);
    }

    /** Loaded only if Spring's JDBC is on the class path. */
    private static final class Spring {

        static boolean delegatesToTraced(DataSource dataSource) {
            if (dataSource instanceof DelegatingDataSource delegating) {
                return isTraced(delegating.getTargetDataSource());
            }
            if (dataSource instanceof AbstractRoutingDataSource routing) {
                Collection<DataSource> targets =
                        routing.getResolvedDataSources().values();
                return !targets.isEmpty() && targets.stream().allMatch(Spring::isTraced);
            }
            return false;
        }

        private static boolean isTraced(@Nullable DataSource dataSource) {
            return dataSource != null
                    && (ConnectionTracing.isTraced(dataSource)
                            || TracedBean.isTraced(dataSource)
                            || delegatesToTraced(dataSource));
        }
    }
}
