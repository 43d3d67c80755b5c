package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.it.spring.boot.Retried;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring's {@code @Retryable} tries again is counted, where the database has failed. */
class RetriesIT {

    @Test
    void triesAfterAFailureOfTheDatabase_areCounted_andOthersAreNot() {
        try (ConfigurableApplicationContext context =
                Started.with(Retried.Configuration.class, "orm.tracing.metrics=true")) {
            Retried retried = context.getBean(Retried.class);
            TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
            Owners owners = context.getBean(Owners.class);

            retried.call(new AtomicInteger(), attempt -> transactions.executeWithoutResult(status -> {
                owners.count();
                if (attempt < 3) {
                    throw new OptimisticLockingFailureException("stale");
                }
            }));
            retried.call(new AtomicInteger(), attempt -> transactions.executeWithoutResult(status -> {
                if (attempt < 2) {
                    throw new IllegalStateException("no failure of the database");
                }
            }));

            assertThat(context.getBean(MeterRegistry.class)
                            .get("orm.retries")
                            .tag("error.type", OptimisticLockingFailureException.class.getName())
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(context.getBean(MeterRegistry.class).get("orm.retries").counters())
                    .hasSize(1);
        }
    }
}
