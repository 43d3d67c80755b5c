package dev.ormtracing.benchmarks.subject;

import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** datasource-proxy without a listener. */
final class DatasourceProxy implements Subject {

    @Override
    public DataSource wrap(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource).build();
    }
}
