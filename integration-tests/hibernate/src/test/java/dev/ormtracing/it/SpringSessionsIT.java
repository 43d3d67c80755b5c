package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring keeps sessions by their factory, so the factory that Hibernate hands around must be the application's. */
@EveryDatabase
class SpringSessionsIT {

    /** Spring 7 moved its support for Hibernate's own API into the JPA package. */
    private static final String PACKAGE = exists("org.springframework.orm.jpa.hibernate.SpringSessionContext")
            ? "org.springframework.orm.jpa.hibernate."
            : "org.springframework.orm.hibernate5.";

    private final TracedUnit unit;

    SpringSessionsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void currentSession_isTheOneOfSpringsTransaction() {
        Map<String, String> settings =
                Map.of("hibernate.current_session_context_class", PACKAGE + "SpringSessionContext");
        try (SessionFactory untraced = unit.untraced(settings);
                TracedUnit traced = TracedUnit.create(
                        unit.database(),
                        unit.pool(),
                        unit.pool(),
                        unit.recorder(),
                        OrmTracing.create(unit.recorder().openTelemetry()),
                        settings)) {
            List<Object> without = observeCurrentSession(untraced);

            assertThat(observeCurrentSession(traced.sessions())).isEqualTo(without);
            assertThat(without).containsExactly(true, true, true, 1L);
            traced.traces().clear();
        }
    }

    @Test
    void entityManager_isTheOneOfSpringsTransaction() {
        TransactionTemplate transaction = new TransactionTemplate(new JpaTransactionManager(unit.sessions()));

        transaction.executeWithoutResult(status -> {
            var first = EntityManagerFactoryUtils.getTransactionalEntityManager(unit.sessions());
            var second = EntityManagerFactoryUtils.getTransactionalEntityManager(unit.sessions());
            assertThat(first).isNotNull().isSameAs(second);
            first.persist(new User("ada@example.org"));
        });

        assertThat(unit.traces().text()).contains("transaction", "operation User.persist", "commit_transaction");
        unit.traces().clear();
    }

    private static List<Object> observeCurrentSession(SessionFactory factory) {
        TransactionTemplate transaction = new TransactionTemplate(hibernateTransactionManager(factory));
        return transaction.execute(status -> {
            Session current = factory.getCurrentSession();
            current.persist(new User("ada" + System.identityHashCode(factory) + "@example.org"));
            status.setRollbackOnly();
            long users = current.createSelectionQuery("select count(*) from User", Long.class)
                    .getSingleResult();
            return Stream.<Object>of(
                            factory.getCurrentSession() == current,
                            current.getFactory() == factory,
                            TransactionSynchronizationManager.hasResource(factory),
                            users)
                    .toList();
        });
    }

    private static PlatformTransactionManager hibernateTransactionManager(SessionFactory factory) {
        try {
            return (PlatformTransactionManager) Class.forName(PACKAGE + "HibernateTransactionManager")
                    .getConstructor(SessionFactory.class)
                    .newInstance(factory);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError("Spring's transaction manager", failure);
        }
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className);
            return true;
        } catch (ClassNotFoundException older) {
            return false;
        }
    }
}
