package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.proxy.TracedConnection;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** No proxy can implement an interface that is sealed, hidden or of a package; then the DataSource is traced without it. */
class ConnectionTakingDataSourceTest {

    private final RecordedSpans spans = new RecordedSpans();

    public interface Taking {
        boolean lent(Connection connection);
    }

    public sealed interface Sealed permits Permitted {
        boolean lent(Connection connection);
    }

    interface OfThePackage {
        boolean lent(Connection connection);
    }

    private static class Lending extends DelegatingDataSource {

        private Connection last;

        Lending() {
            super(TracedStatementsTest.h2());
        }

        @Override
        public Connection getConnection() throws SQLException {
            last = super.getConnection();
            return last;
        }

        public boolean lent(Connection connection) {
            return connection == last;
        }
    }

    private static final class Open extends Lending implements Taking {}

    private static final class Permitted extends Lending implements Sealed {}

    private static final class InThePackage extends Lending implements OfThePackage {}

    private static final class Both extends Lending implements OfThePackage, Taking {}

    @Test
    void openInterface_isKept() throws SQLException {
        DataSource traced = ConnectionTracing.wrap(new Open(), spans.tracing);
        try (Connection connection = traced.getConnection()) {
            assertThat(connection).isInstanceOf(TracedConnection.class);
            assertThat(((Taking) traced).lent(connection)).isTrue();
        }
    }

    @Test
    void sealedInterface_isLeftOut() throws SQLException {
        assertTraced(ConnectionTracing.wrap(new Permitted(), spans.tracing));
    }

    @Test
    void interfaceOfAPackage_isLeftOut() throws SQLException {
        assertTraced(ConnectionTracing.wrap(new InThePackage(), spans.tracing));
    }

    @Test
    void openInterfaceBesideAnotherOne_isKept() throws SQLException {
        DataSource traced = ConnectionTracing.wrap(new Both(), spans.tracing);

        assertThat(traced).isInstanceOf(Taking.class).isNotInstanceOf(OfThePackage.class);
        assertTraced(traced);
    }

    private void assertTraced(DataSource traced) throws SQLException {
        spans.clear();
        PoolTest.query(traced);

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
    }
}
