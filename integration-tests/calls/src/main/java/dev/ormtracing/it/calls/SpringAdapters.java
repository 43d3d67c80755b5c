package dev.ormtracing.it.calls;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.ShardingKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.IsolationLevelDataSourceAdapter;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.ShardingKeyDataSourceAdapter;
import org.springframework.jdbc.datasource.ShardingKeyProvider;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.UserCredentialsDataSourceAdapter;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Each DataSource of Spring's that stands before another one, by a name for tests. */
public final class SpringAdapters {

    /** Hands the application's own connection out, and lets it be closed. */
    public static final String SINGLE = "single";

    /** Builds its connections, which pools do not offer. */
    public static final String SHARDING = "sharding";

    private static final Map<String, UnaryOperator<DataSource>> ADAPTERS = new TreeMap<>(Map.of(
            "none",
            UnaryOperator.identity(),
            "delegating",
            DelegatingDataSource::new,
            "lazy",
            SpringAdapters::lazy,
            "transaction-aware",
            TransactionAwareDataSourceProxy::new,
            "isolation",
            SpringAdapters::isolation,
            "credentials",
            SpringAdapters::credentials,
            SINGLE,
            target -> single(target, false),
            "single kept open",
            target -> single(target, true),
            "routing",
            SpringAdapters::routing,
            SHARDING,
            SpringAdapters::sharding));

    private SpringAdapters() {}

    public static Stream<String> names() {
        return ADAPTERS.keySet().stream();
    }

    public static DataSource adapt(String name, DataSource target) {
        return ADAPTERS.get(name).apply(target);
    }

    /** The driver's DataSource below all of them. */
    public static DataSource driver(String url) {
        return new ShardedH2(h2(url));
    }

    /** In memory, and gone with its last connection. */
    public static JdbcDataSource h2() {
        return h2("jdbc:h2:mem:");
    }

    private static JdbcDataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }

    public static DataSource lazy(DataSource target) {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(target);
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return lazy;
    }

    private static DataSource isolation(DataSource target) {
        IsolationLevelDataSourceAdapter adapter = new IsolationLevelDataSourceAdapter();
        adapter.setTargetDataSource(target);
        return adapter;
    }

    private static DataSource credentials(DataSource target) {
        UserCredentialsDataSourceAdapter adapter = new UserCredentialsDataSourceAdapter();
        adapter.setTargetDataSource(target);
        return adapter;
    }

    public static DataSource single(DataSource target, boolean suppressClose) {
        try {
            return new SingleConnectionDataSource(target.getConnection(), suppressClose);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource routing(DataSource target) {
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                return "target";
            }
        };
        routing.setTargetDataSources(Map.of("target", target));
        routing.afterPropertiesSet();
        return routing;
    }

    private static DataSource sharding(DataSource target) {
        ShardingKeyDataSourceAdapter adapter = new ShardingKeyDataSourceAdapter(target);
        adapter.setShardingKeyProvider(new OneKey());
        return adapter;
    }

    private static final class OneKey implements ShardingKeyProvider {

        @Override
        public ShardingKey getShardingKey() {
            return new ShardingKey() {};
        }

        @Override
        public @Nullable ShardingKey getSuperShardingKey() {
            return null;
        }
    }
}
