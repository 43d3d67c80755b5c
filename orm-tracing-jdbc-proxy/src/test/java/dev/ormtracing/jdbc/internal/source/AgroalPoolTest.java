package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.common.jtaPropertyManager;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of XA connections that enlists them with a transaction manager. */
class AgroalPoolTest {

    private static RecordedSpans spans;

    private final TransactionManager transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private AgroalDataSource pool;

    /** Agroal makes its XADataSource itself. */
    public static final class TracedH2 extends DelegatingXADataSource {
        public TracedH2() {
            super(TracingXADataSource.wrap(TracedStatementsTest.h2(), spans.tracing));
        }
    }

    @BeforeAll
    static void keepTheLogInMemory() {
        XaTransactionTest.keepTheLogInMemory();
    }

    @BeforeEach
    void record() {
        spans = new RecordedSpans();
    }

    @AfterEach
    void close() {
        pool.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void wrappedInside_showsTheStatementAndTheCommit() throws Exception {
        inATransaction(pool(TracedH2.class));

        assertThat(spans.tree()).isEqualTo("connect\nstart_transaction\ndb_query SELECT\ndb_query COMMIT\n");
    }

    @Test
    void wrappedOutside_showsTheStatement() throws Exception {
        inATransaction(TracingDataSource.wrap(pool(H2.class), spans.tracing));

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
    }

    @Test
    void wrappedInsideAndOutside_aStatementIsStillOneSpan() throws Exception {
        DataSource both = TracingDataSource.wrap(pool(TracedH2.class), spans.tracing);
        inATransaction(both);
        spans.clear();
        inATransaction(both);

        assertThat(spans.tree()).isEqualTo("connect\nstart_transaction\ndb_query SELECT\ndb_query COMMIT\n");
    }

    @Test
    void rolledBackTransaction_isARollback() throws Exception {
        pool(TracedH2.class);
        transactions.begin();
        query(pool);
        transactions.rollback();

        assertThat(spans.tree()).isEqualTo("connect\nstart_transaction\ndb_query SELECT\ndb_query ROLLBACK\n");
    }

    @Test
    void borrowedAgain_theSamePhysicalConnectionIsUsed() throws SQLException {
        pool(TracedH2.class);
        query(pool);
        query(pool);

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\ndb_query SELECT\n");
        assertThat(pool.getMetrics().activeCount()).isZero();
    }

    public static final class H2 extends DelegatingXADataSource {
        public H2() {
            super(new JdbcDataSource());
            ((JdbcDataSource) delegate).setURL("jdbc:h2:mem:agroal");
        }
    }

    private AgroalDataSource pool(Class<?> driver) throws SQLException {
        pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(settings -> settings.maxSize(1)
                        .acquisitionTimeout(Duration.ofMinutes(1))
                        .transactionIntegration(new NarayanaTransactionIntegration(
                                transactions,
                                jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry()))
                        .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(driver))));
        return pool;
    }

    private void inATransaction(DataSource dataSource) throws Exception {
        transactions.begin();
        query(dataSource);
        transactions.commit();
    }

    private static void query(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1").close();
        }
    }
}
