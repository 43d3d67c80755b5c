package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.clinic.AuditLog;
import dev.ormtracing.it.clinic.Clinic;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.testing.TreeFormat;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of services. */
@ClinicTest
class TransactionIT {

    private static final TreeFormat WITH_ATTRIBUTES =
            TreeFormat.standard().withAttributes("orm.transaction.read_only", "orm.transaction.isolation");

    @Autowired
    private Clinic clinic;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Owners owners;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Recorded recorded;

    private long ada;

    @BeforeEach
    void owner() {
        ada = owners.save(new Owner("Ada", "Ghent").with("Rex")).getId();
        recorded.reset();
    }

    @Test
    void required_isOneTransactionForServiceAndRepository() {
        clinic.rename(ada, "Ada L.");

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.find
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT update owners
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void requiresNew_isATransactionOfItsOwn() {
        clinic.registerWithAudit(new Owner("Eve", "Paris"));

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners
                    db_query CLIENT COMMIT
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void readOnly_isSaidAtTheBegin() {
        assertThat(clinic.numberOfPets(ada)).isOne();

        recorded.expect(WITH_ATTRIBUTES, """
                transaction orm.transaction.read_only=true
                  connect
                  start_transaction orm.transaction.read_only=true
                  operation Owner.find
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  operation Owner.pets.initialize
                    serialize
                    db_query CLIENT select pets
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void isolation_isSaidAtTheBegin() {
        TransactionTemplate serializable = new TransactionTemplate(transaction.getTransactionManager());
        serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);

        serializable.executeWithoutResult(status -> owners.findById(ada));

        recorded.expect(WITH_ATTRIBUTES, """
                transaction orm.transaction.isolation=SERIALIZABLE
                  connect
                  start_transaction orm.transaction.isolation=SERIALIZABLE
                  operation Owner.find
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void exception_rollsBack() {
        assertThatIllegalStateException().isThrownBy(() -> clinic.registerAndFail(new Owner("Eve", "Paris")));

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  operation flush
                    serialize
                    db_query CLIENT insert owners
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
        assertThat(owners.count()).isOne();
    }

    @Test
    void failedStatement_failsUpToItsOperation() {
        assertThatThrownBy(() -> owners.saveAndFlush(new Owner("Ada", "Paris")))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  operation flush ERROR org.hibernate.exception.ConstraintViolationException
                    serialize
                    db_query CLIENT insert owners ERROR 23505
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    @Test
    void jdbcTemplate_usesTheTransactionOfJpa() {
        assertThat(clinic.registerAndCountByJdbc(new Owner("Eve", "Ghent"))).isEqualTo(2);

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  operation flush
                    serialize
                    db_query CLIENT insert owners
                  db_query CLIENT select owners
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void jdbcTemplate_aloneIsAStatement() {
        assertThat(jdbc.queryForObject("select name from owners where id = ?", String.class, ada))
                .isEqualTo("Ada");

        recorded.expect("""
                connect
                db_query CLIENT select owners
                """);
    }

    @Test
    void nested_isRefusedByJpa() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> audit.writeNested("nested")))
                .isInstanceOf(NestedTransactionNotSupportedException.class);

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    @Test
    void nested_isASavepointOfJdbc() {
        TransactionTemplate outer = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        TransactionTemplate nested = new TransactionTemplate(outer.getTransactionManager());
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);

        outer.executeWithoutResult(status -> {
            jdbc.update("update owners set city = 'Paris' where id = ?", ada);
            nested.executeWithoutResult(inner -> {
                jdbc.update("delete from pets");
                inner.setRollbackOnly();
            });
            nested.executeWithoutResult(inner -> jdbc.update("update owners set name = 'Eve' where id = ?", ada));
        });

        recorded.expect("""
                connect
                start_transaction
                db_query CLIENT update owners
                db_query CLIENT SAVEPOINT
                db_query CLIENT delete pets
                db_query CLIENT ROLLBACK TO SAVEPOINT
                db_query CLIENT RELEASE SAVEPOINT
                db_query CLIENT SAVEPOINT
                db_query CLIENT update owners
                db_query CLIENT RELEASE SAVEPOINT
                db_query CLIENT COMMIT
                """);
        assertThat(jdbc.queryForObject("select count(*) from pets", Integer.class))
                .isOne();
    }
}
