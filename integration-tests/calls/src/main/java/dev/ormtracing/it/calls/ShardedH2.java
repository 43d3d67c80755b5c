package dev.ormtracing.it.calls;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** H2 has no shards, and so no builder of connections; this one takes every key for the only shard. */
final class ShardedH2 extends DelegatingDataSource {

    ShardedH2(DataSource h2) {
        super(h2);
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() {
        return new OneShard(obtainTargetDataSource());
    }

    private record OneShard(DataSource h2) implements ConnectionBuilder {

        @Override
        public ConnectionBuilder user(String user) {
            return this;
        }

        @Override
        public ConnectionBuilder password(String password) {
            return this;
        }

        @Override
        public ConnectionBuilder shardingKey(ShardingKey key) {
            return this;
        }

        @Override
        public ConnectionBuilder superShardingKey(ShardingKey key) {
            return this;
        }

        @Override
        public Connection build() throws SQLException {
            return h2.getConnection();
        }
    }
}
