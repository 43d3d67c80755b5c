package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.OwnerName;
import dev.ormtracing.it.clinic.Owners;
import jakarta.persistence.EntityManagerFactory;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls of Spring Data repositories. */
@ClinicTest
class RepositoryIT {

    @Autowired
    private Owners owners;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private EntityManagerFactory sessions;

    @Autowired
    private Recorded recorded;

    private long ada;

    @BeforeEach
    void owners() {
        ada = owners.save(new Owner("Ada", "Ghent").with("Rex").with("Tom")).getId();
        owners.save(new Owner("Bob", "Ghent"));
        recorded.reset();
    }

    @Test
    void save_persistsInATransactionOfItsOwn() {
        owners.save(new Owner("Eve", "Paris").with("Pip"));

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                    db_query CLIENT select
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners
                      db_query CLIENT insert pets
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void save_mergesWhatHasAnId() {
        Owner owner = owners.findById(ada).orElseThrow();
        owner.setName("Ada L.");
        recorded.clear();

        owners.save(owner);

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.merge
                    serialize
                    db_query CLIENT select owners pets
                    hydrate
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT update owners
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void findById_isAFindInAReadOnlyTransaction() {
        owners.findById(ada);

        recorded.expect("""
                transaction
                  connect
                  start_transaction
                  operation Owner.find
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void derivedQuery_isAQuery() {
        assertThat(owners.findByCityOrderByName("Ghent")).hasSize(2);

        recorded.expect("""
                operation Owner.getResultList
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """);
    }

    @Test
    void firstUseOfAQuery_compilesIt() {
        sessions.unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getInterpretationCache()
                .close();

        owners.startingWith("A");

        recorded.expectAll("""
                operation Owner.createQuery
                  compile
                operation Owner.getResultList
                  compile
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """);
    }

    @Test
    void existsQuery_isAQuery() {
        assertThat(owners.existsByName("Ada")).isTrue();

        recorded.expect("""
                operation Owner.getResultList
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """);
    }

    @Test
    void entityGraph_isOneStatement() {
        assertThat(owners.findWithPetsByName("Ada")).isPresent();

        recorded.expect("""
                operation Owner.getSingleResult...
                  serialize
                  connect
                  db_query CLIENT select owners pets
                  hydrate
                """);
    }

    @Test
    void declaredQuery_isAQuery() {
        assertThat(owners.startingWith("A")).hasSize(1);

        recorded.expect("""
                operation Owner.getResultList
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """);
    }

    @Test
    void nativeQuery_isAQueryWithoutModel() {
        assertThat(owners.countInCity("Ghent")).isEqualTo(2);

        recorded.expect("""
                operation getSingleResult...
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """);
    }

    @Test
    void page_isAQueryAndACount() {
        assertThat(owners.findPageByCity("Ghent", PageRequest.of(0, 1)).getTotalElements())
                .isEqualTo(2);

        recorded.expect("""
                operation Owner.getResultList
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                operation Owner.getResultList
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """);
    }

    @Test
    void projection_readsItsColumnsOnly() {
        assertThat(owners.findNamesByCity("Ghent"))
                .extracting(OwnerName::getName)
                .contains("Ada", "Bob");

        recorded.expect("""
                operation Owner.getResultList
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """);
    }

    @Test
    void stream_lastsAsLongAsItIsRead() {
        transaction.executeWithoutResult(status -> {
            try (Stream<Owner> stream = owners.streamByCity("Ghent")) {
                assertThat(stream.map(Owner::getName)).containsExactlyInAnyOrder("Ada", "Bob");
            }
        });

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.getResultStream
                    serialize
                    db_query CLIENT select owners
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void modifyingQuery_isAnUpdate() {
        assertThat(owners.move("Ghent", "Paris")).isEqualTo(2);

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.executeUpdate
                    serialize
                    db_query CLIENT update owners
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void derivedDelete_loadsAndRemovesEach() {
        assertThat(owners.deleteByCity("Ghent")).isEqualTo(2);

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.getResultList
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  operation Owner.remove
                    serialize
                    db_query CLIENT select pets
                    hydrate
                  operation Owner.remove
                    serialize
                    db_query CLIENT select pets
                    hydrate
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT delete pets
                      db_query CLIENT delete pets
                      db_query CLIENT delete owners
                      db_query CLIENT delete owners
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void deleteById_loadsAndRemoves() {
        owners.deleteById(ada);

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.find
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  operation Owner.remove
                    serialize
                    db_query CLIENT select pets
                    hydrate
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT delete pets
                      db_query CLIENT delete pets
                      db_query CLIENT delete owners
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void saveAll_isOneTransaction() {
        owners.saveAll(Stream.of("Eve", "Kim", "Liv")
                .map(name -> new Owner(name, "Rome"))
                .toList());

        recorded.expect("""
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  operation Owner.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners
                      db_query CLIENT insert owners
                      db_query CLIENT insert owners
                    db_query CLIENT COMMIT
                """);
    }
}
