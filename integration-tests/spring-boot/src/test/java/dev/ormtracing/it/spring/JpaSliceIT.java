package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.it.spring.boot.JpaSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.transaction.TestTransaction;

/** The slice of JPA is traced as the whole application; each test runs in a transaction that is rolled back. */
@ExtendWith(Recording.class)
@JpaSlice
@ContextConfiguration(classes = ClinicApplication.class)
@Import(HandMadeSdk.class)
class JpaSliceIT {

    @Autowired
    private Owners owners;

    @Autowired
    private Recorded recorded;

    @Test
    void test_isATransactionThatIsRolledBack() {
        owners.saveAndFlush(new Owner("Ada", "Ghent"));
        assertThat(owners.findByCityOrderByName("Ghent")).hasSize(1);
        TestTransaction.end();

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
                  operation Owner.getResultList
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }
}
