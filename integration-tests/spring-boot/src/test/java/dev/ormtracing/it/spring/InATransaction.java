package dev.ormtracing.it.spring;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import jakarta.persistence.EntityManager;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** Spring begins a transaction before each test and rolls it back afterwards, so it is open wherever a test looks. */
@Transactional
public abstract class InATransaction {

    @Autowired
    private Owners owners;

    @Autowired
    private EntityManager entities;

    @Test
    void nPlusOne_isSeen(Traces traces) {
        readOwnersAndPets(6);

        assertThatThrownBy(() -> assertThatTraces(traces).assertNoNPlusOne())
                .hasMessageStartingWith(
                        "Expecting no N+1:\n  Owner.pets (6 times so far) below [transaction (not ended)]");
    }

    @Test
    void fewReads_areNoNPlusOne(Traces traces) {
        readOwnersAndPets(4);

        assertThatTraces(traces).assertNoNPlusOne();
    }

    @Test
    void lazyLoading_isSeen(Traces traces) {
        readOwnersAndPets(1);

        assertThatThrownBy(() -> assertThatTraces(traces).hasNoLazyLoading()).hasMessageContaining("  Owner.pets");
    }

    @Test
    void queries_areCounted(Traces traces) {
        givenOwners(2);
        traces.clear();

        readPets();

        assertThatTraces(traces)
                .hasQueries(3)
                .hasOperation("Owner.getResultList")
                .withQueries(1);
        assertThatThrownBy(() -> assertThatTraces(traces).hasAtMostQueries(2)).hasMessageContaining("not 3");
    }

    @Test
    void tree_isTheOneSoFar(Traces traces) {
        givenOwners(1);
        traces.clear();

        readPets();

        assertThatTraces(traces).ignoring(InATransaction::belongsToFirstUse).matchesTree("""
                transaction (not ended)
                  operation Owner.getResultList
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  operation Owner.pets.initialize
                    serialize
                    db_query CLIENT select pets
                    hydrate
                """);
    }

    /** Whether Hibernate's cache had the plan of a query depends on the tests that ran before. */
    private static boolean belongsToFirstUse(SpanTree tree) {
        return "compile".equals(tree.type()) || "createQuery".equals(tree.attribute("method"));
    }

    private void readOwnersAndPets(int number) {
        givenOwners(number);
        readPets();
    }

    private void givenOwners(int number) {
        IntStream.range(0, number).forEach(i -> entities.persist(new Owner("Owner " + i, "Ghent").with("Rex")));
        entities.flush();
        entities.clear();
    }

    private void readPets() {
        owners.findByCityOrderByName("Ghent")
                .forEach(owner -> assertThat(owner.getPets()).hasSize(1));
    }
}
