package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.clinic.Clinic;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.testing.SpanTree;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring calls a transaction, and which method of a repository runs. */
class SpringNamesIT {

    private static ConfigurableApplicationContext context;
    private static Recorded recorded;

    private final Clinic clinic = context.getBean(Clinic.class);
    private final Owners owners = context.getBean(Owners.class);
    private final TransactionTemplate template = context.getBean(TransactionTemplate.class);
    private final EntityManager entities = SharedEntityManagerCreator.createSharedEntityManager(
            context.getBean(jakarta.persistence.EntityManagerFactory.class));

    @BeforeAll
    static void start() {
        context = Started.with(HandMadeSdk.class);
        recorded = context.getBean(Recorded.class);
    }

    @AfterAll
    static void stop() {
        recorded.check();
        context.close();
    }

    @BeforeEach
    void clear() {
        owners.deleteAll();
        recorded.clear();
    }

    @Test
    void transaction_isNamedByTheMethodThatDemandsIt() {
        Owner ada = clinic.register(new Owner("Ada", "Ghent"));
        clinic.rename(ada.getId(), "Ada L.");

        assertThat(transactions()).containsExactly("Clinic.register", "Clinic.rename");
    }

    @Test
    void transactionOfItsOwnInsideAnother_hasItsOwnName() {
        clinic.registerWithAudit(new Owner("Bob", "Ghent"));

        assertThat(transactions()).containsExactlyInAnyOrder("Clinic.registerWithAudit", "AuditLog.write");
    }

    @Test
    void transactionThatRollsBack_isNamedToo_andLeavesNothing() {
        assertThat(catchThrowable(() -> clinic.registerAndFail(new Owner("Cid", "Ghent"))))
                .isNotNull();
        template.executeWithoutResult(status -> owners.count());

        assertThat(transactions()).containsExactly("Clinic.registerAndFail", "null");
    }

    @Test
    void templateWithAName_hasThatName() {
        TransactionTemplate named = new TransactionTemplate(
                Objects.requireNonNull(template.getTransactionManager()), template);
        named.setName("nightly import of v1.2 files");
        named.executeWithoutResult(status -> owners.count());

        assertThat(transactions()).containsExactly("nightly import of v1.2 files");
    }

    @Test
    void operation_tellsTheMethodOfTheRepository() {
        Owner ada = owners.save(new Owner("Ada", "Ghent").with("Rex"));
        owners.findByCityOrderByName("Ghent");
        owners.startingWith("A");
        owners.countInCity("Ghent");
        clinic.numberOfPets(ada.getId());

        assertThat(repositories("Owner.persist")).containsOnly("Owners.save");
        assertThat(repositories("Owner.find")).containsOnly("Owners.findById");
        assertThat(repositories("Owner.getResultList"))
                .containsOnly("Owners.findByCityOrderByName", "Owners.startingWith");
        assertThat(all().map(tree -> String.valueOf(tree.attribute("orm.repository.method"))))
                .contains("Owners.countInCity");
    }

    @Test
    void outsideOfARepository_thereIsNone() {
        Owner ada = owners.save(new Owner("Ada", "Ghent").with("Rex"));
        recorded.clear();
        template.executeWithoutResult(
                status -> entities.find(Owner.class, ada.getId()).getPets().size());

        assertThat(recorded.traces().operations())
                .isNotEmpty()
                .allSatisfy(
                        tree -> assertThat(tree.attribute("orm.repository.method")).isNull());
    }

    @Test
    void repositoryThatFails_leavesNothing() {
        assertThat(catchThrowable(() -> owners.findById(null))).isNotNull();
        template.executeWithoutResult(status -> entities.find(Owner.class, -1L));

        assertThat(repositories("Owner.find")).containsOnly("null");
    }

    private static Stream<SpanTree> all() {
        return recorded.traces().trees().stream().flatMap(SpanTree::stream);
    }

    private static List<String> transactions() {
        return all().filter(tree -> "transaction".equals(tree.type()))
                .map(tree -> String.valueOf(tree.attribute("orm.transaction.name")))
                .toList();
    }

    private static List<String> repositories(String operation) {
        return recorded.traces().operations(operation).stream()
                .map(tree -> String.valueOf(tree.attribute("orm.repository.method")))
                .toList();
    }
}
