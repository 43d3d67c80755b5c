package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.spring.boot.JdbcSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.transaction.TestTransaction;

/** The slice of JDBC, without Hibernate. */
@ExtendWith(Recording.class)
@JdbcSlice
@ContextConfiguration(classes = ClinicApplication.class)
@Import(HandMadeSdk.class)
class JdbcSliceIT {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Recorded recorded;

    @Test
    void test_isATransactionThatIsRolledBack() {
        assertThat(jdbc.queryForObject("select 40 + 2", Integer.class)).isEqualTo(42);
        TestTransaction.end();

        recorded.expect("""
                connect
                start_transaction
                db_query CLIENT select
                db_query CLIENT ROLLBACK
                """);
    }
}
