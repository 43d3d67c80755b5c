package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlXADataSource;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingXADataSource;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.xa.PGXADataSource;

/** Branches of distributed transactions, ended as a transaction manager does it. */
class XaIT extends EveryDatabase {

    private static final AtomicInteger LAST = new AtomicInteger();

    private record Branch(int number) implements Xid {

        static Branch next() {
            return new Branch(LAST.incrementAndGet());
        }

        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            long pid = ProcessHandle.current().pid();
            return ByteBuffer.allocate(12).putLong(pid).putInt(number).array();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    @BeforeEach
    void createTable() throws SQLException {
        given("create table items (id int primary key, name varchar(50))");
    }

    @AfterEach
    void dropTable() throws SQLException {
        given("drop table items");
    }

    @Test
    void committedInTwoPhases_theRowIsThere() throws Exception {
        inABranch((resource, branch) -> {
            assertThat(resource.prepare(branch)).isEqualTo(XAResource.XA_OK);
            resource.commit(branch, false);
        });

        assertThat(rows()).isEqualTo(1);
        expect("""
                connect
                db_query CLIENT insert items
                db_query CLIENT PREPARE
                db_query CLIENT COMMIT
                """);
    }

    @Test
    void committedInOnePhase_theRowIsThere() throws Exception {
        inABranch((resource, branch) -> resource.commit(branch, true));

        assertThat(rows()).isEqualTo(1);
        expect("""
                connect
                db_query CLIENT insert items
                db_query CLIENT COMMIT
                """);
    }

    @Test
    void rolledBack_theRowIsNot() throws Exception {
        inABranch((resource, branch) -> resource.rollback(branch));

        assertThat(rows()).isZero();
        expect("""
                connect
                db_query CLIENT insert items
                db_query CLIENT ROLLBACK
                """);
    }

    @Test
    void branchThatNobodyKnows_failsAsWithoutUs() throws Exception {
        int expected = errorOfUnknownBranch(xaDataSource());
        recorder.traces().clear();
        int actual = errorOfUnknownBranch(TracingXADataSource.wrap(xaDataSource(), tracing));

        assertThat(actual).isEqualTo(expected);
        assertThat(clientSpans()
                        .get(clientSpans().size() - 1)
                        .span()
                        .getAttributes()
                        .asMap()
                        .toString())
                .contains("error.type");
    }

    private int errorOfUnknownBranch(XADataSource dataSource) throws SQLException {
        XAConnection xa = dataSource.getXAConnection();
        try (Connection connection = xa.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1").close();
            XAException[] thrown = new XAException[1];
            assertThatThrownBy(() -> {
                        try {
                            xa.getXAResource().commit(Branch.next(), false);
                        } catch (XAException failure) {
                            thrown[0] = failure;
                            throw failure;
                        }
                    })
                    .isInstanceOf(XAException.class);
            return thrown[0].errorCode;
        } finally {
            xa.close();
        }
    }

    @FunctionalInterface
    private interface End {
        void of(XAResource resource, Xid branch) throws Exception;
    }

    private void inABranch(End end) throws Exception {
        XAConnection xa = TracingXADataSource.wrap(xaDataSource(), tracing).getXAConnection();
        try (Connection connection = xa.getConnection()) {
            XAResource resource = xa.getXAResource();
            Xid branch = Branch.next();
            resource.start(branch, XAResource.TMNOFLAGS);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("insert into items (id, name) values (1, 'one')");
            }
            resource.end(branch, XAResource.TMSUCCESS);
            end.of(resource, branch);
        } finally {
            xa.close();
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = bare().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from items")) {
            count.next();
            return count.getInt(1);
        }
    }

    private XADataSource xaDataSource() {
        String url = database.url();
        if (database == Database.H2) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setUrl(url);
            return h2;
        }
        if (database == Database.POSTGRESQL) {
            PGXADataSource postgres = new PGXADataSource();
            postgres.setUrl(url);
            return postgres;
        }
        MysqlXADataSource mySql = new MysqlXADataSource();
        mySql.setUrl(url);
        return mySql;
    }
}
