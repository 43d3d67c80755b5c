package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.RecordingDriver;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Set;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Narayana ends the branches. */
class XaTransactionTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final TransactionManager transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private XAConnection orders;
    private XAConnection stock;

    @BeforeAll
    static void keepTheLogInMemory() {
        for (String store : Arrays.asList(null, "stateStore", "communicationStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreType(VolatileStore.class.getName());
        }
    }

    @BeforeEach
    void open() throws SQLException {
        orders = open("orders");
        stock = open("stock");
        spans.clear();
    }

    @AfterEach
    void close() throws SQLException {
        orders.close();
        stock.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    private XAConnection open(String name) throws SQLException {
        XAConnection connection = h2(name).getXAConnection();
        try (Connection handle = connection.getConnection();
                Statement statement = handle.createStatement()) {
            statement.execute("CREATE TABLE items (id INT PRIMARY KEY)");
        }
        return connection;
    }

    private XADataSource h2(String name) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + name);
        h2.setUser("sa");
        return TracingXADataSource.wrap(h2, spans.tracing);
    }

    @Test
    void twoDatabases_arePreparedAndCommitted() throws Exception {
        transactions.begin();
        insert(orders);
        insert(stock);
        transactions.commit();

        assertThat(spans.tree()).isEqualTo("""
                db_query INSERT items
                db_query INSERT items
                db_query PREPARE
                db_query PREPARE
                db_query COMMIT
                db_query COMMIT
                """);
        assertThat(rows(orders)).isEqualTo(1);
        assertThat(rows(stock)).isEqualTo(1);
    }

    @Test
    void oneDatabase_isCommittedAtOnce() throws Exception {
        transactions.begin();
        insert(orders);
        transactions.commit();

        assertThat(spans.tree()).isEqualTo("db_query INSERT items\ndb_query COMMIT\n");
        assertThat(rows(orders)).isEqualTo(1);
    }

    @Test
    void rolledBackTransaction_rollsBothBack() throws Exception {
        transactions.begin();
        insert(orders);
        insert(stock);
        transactions.rollback();

        assertThat(spans.tree()).isEqualTo("""
                db_query INSERT items
                db_query INSERT items
                db_query ROLLBACK
                db_query ROLLBACK
                """);
        assertThat(rows(orders)).isZero();
    }

    @Test
    void endOfABranch_hasAnOperationAndNoText() throws Exception {
        transactions.begin();
        insert(orders);
        transactions.commit();

        SpanData commit = spans.last();
        assertThat(commit.getAttributes().get(DbAttributes.OPERATION_NAME)).isEqualTo("COMMIT");
        assertThat(commit.getAttributes().get(DbAttributes.QUERY_TEXT)).isNull();
        assertThat(commit.getAttributes().get(DbAttributes.NAMESPACE)).isEqualTo("orders");
    }

    @Test
    void failedBranch_isAFailedSpan_andTheSameException() throws Exception {
        rows(orders);
        spans.clear();
        Throwable failure = catchThrowable(() -> orders.getXAResource().commit(new UnknownBranch(), false));

        assertThat(failure).isInstanceOf(XAException.class);
        assertThat(spans.tree()).isEqualTo("db_query COMMIT ERROR\n");
        assertThat(spans.lastValue(DbAttributes.RESPONSE_STATUS_CODE)).isEqualTo("90129");
    }

    @Test
    void resource_isOneObject_andTheSameManagerAsItself() throws Exception {
        XAResource resource = orders.getXAResource();

        assertThat(orders.getXAResource()).isSameAs(resource);
        assertThat(resource.isSameRM(resource)).isTrue();
        assertThat(resource.isSameRM(stock.getXAResource())).isFalse();
        assertThat(Set.of(resource)).contains(orders.getXAResource()).doesNotContain(stock.getXAResource());
    }

    @Test
    void resourceOfAConnectionThatWasNeverUsed_leavesNoSpan() throws Exception {
        XAConnection fresh = h2("fresh").getXAConnection();
        spans.clear();
        catchThrowable(() -> fresh.getXAResource().rollback(new UnknownBranch()));
        fresh.close();

        assertThat(spans.all()).isEmpty();
    }

    /** Stands for resources that transaction managers know by their class. */
    private static final class OracleResource extends DelegatingXAResource {
        OracleResource(RecordingDriver driver) {
            super(driver.object(XAResource.class));
        }
    }

    @Test
    void resourceThatTransactionManagersKnowByItsClass_isLeftAlone() throws Exception {
        RecordingDriver driver = new RecordingDriver();
        driver.answer = new OracleResource(driver);
        XAConnection connection =
                TracedXAConnection.of(driver.object(XAConnection.class), new JdbcTracing(spans.tracing, false));

        assertThat(connection.getXAResource()).isSameAs(driver.answer);
    }

    /** Leaves its connection open: H2 rolls back when one is closed. */
    private void insert(XAConnection xa) throws Exception {
        transactions.getTransaction().enlistResource(xa.getXAResource());
        try (Statement statement = xa.getConnection().createStatement()) {
            statement.executeUpdate("INSERT INTO items VALUES (1)");
        }
    }

    private static long rows(XAConnection xa) throws SQLException {
        try (Connection connection = xa.getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM items")) {
            result.next();
            return result.getLong(1);
        }
    }

    private record UnknownBranch() implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
