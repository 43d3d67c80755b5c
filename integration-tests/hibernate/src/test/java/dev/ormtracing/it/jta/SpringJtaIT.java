package dev.ormtracing.it.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's {@link JtaTransactionManager} begins and commits. */
@EveryDatabase(settings = JtaUnit.OWN_RECORDER)
class SpringJtaIT {

    private static final TreeFormat OUTCOME = TreeFormat.standard()
            .withAttributes("orm.transaction.outcome", "orm.transaction.rollback.cause", "orm.flush.cause");

    private final TracedUnit unit;

    SpringJtaIT(TracedUnit unit) {
        this.unit = unit;
    }

    @ParameterizedTest
    @EnumSource
    void transaction_isOneTree(Manager manager) {
        JtaUnit jta = started(manager);

        transaction(jta).executeWithoutResult(status -> entityManager(jta).persist(new User("ada@example.org")));

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                """);
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void exception_rollsBack(Manager manager) {
        JtaUnit jta = started(manager);

        Throwable failure = catchThrowable(() -> transaction(jta).executeWithoutResult(status -> {
            entityManager(jta).persist(new User("ada@example.org"));
            throw new UnsupportedOperationException();
        }));

        assertThat(failure).isInstanceOf(UnsupportedOperationException.class);
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back
                  start_transaction
                  operation User.persist
                  rollback_transaction
                """);
    }

    @ParameterizedTest
    @EnumSource
    void requiresNew_isATransactionOfItsOwn(Manager manager) {
        JtaUnit jta = started(manager);
        TransactionTemplate another = transaction(jta);
        another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction(jta).executeWithoutResult(status -> {
            EntityManager outer = entityManager(jta);
            outer.persist(new User("ada@example.org"));
            another.executeWithoutResult(inner -> {
                assertThat(entityManager(jta)).isNotSameAs(outer);
                entityManager(jta).persist(new User("bob@example.org"));
                inner.setRollbackOnly();
            });
            assertThat(entityManager(jta)).isSameAs(outer);
        });

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                transaction orm.transaction.outcome=rolled_back
                  start_transaction
                  operation User.persist
                  rollback_transaction
                """);
        assertThat(users()).isOne();
    }

    private static TransactionTemplate transaction(JtaUnit jta) {
        return new TransactionTemplate(new JtaTransactionManager(jta.manager.user(), jta.manager.transactions()));
    }

    /** As injected ones ask for it at each call. */
    private static EntityManager entityManager(JtaUnit jta) {
        EntityManager joined = EntityManagerFactoryUtils.getTransactionalEntityManager(jta.sessions);
        assertThat(joined).isNotNull();
        return joined;
    }

    private JtaUnit started(Manager manager) {
        JtaUnit jta = JtaUnit.of(unit, manager);
        unit.reset();
        return jta;
    }

    private long users() {
        return unit.givenFrom(session -> session.createSelectionQuery("select count(*) from User", Long.class)
                .getSingleResult());
    }
}
