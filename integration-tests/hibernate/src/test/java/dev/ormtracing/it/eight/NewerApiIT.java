package dev.ormtracing.it.eight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityAgent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SynchronizationType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What applications can call only from Hibernate 8.0 on, or what is made in another way there. */
@EveryDatabase
class NewerApiIT {

    private static final String SELECTED = """
            operation User.createQuery
              compile
            operation User.getResultList
              compile
              serialize
              connect
              db_query CLIENT select users
              hydrate
            """;

    private final TracedUnit unit;

    NewerApiIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void queryThatGetsItsTypeLater_isTheSameOperation() {
        unit.given(Blog::persistIn);

        unit.session(session -> assertThat(session.createQuery("from User")
                        .asSelectionQuery(User.class)
                        .getResultList())
                .hasSize(3));

        unit.expect(SELECTED);
    }

    @Test
    void entityManager_isTraced_howeverItIsMade() {
        Blog blog = unit.givenFrom(Blog::persistIn);
        List<Function<EntityManagerFactory, EntityManager>> ways = List.of(
                EntityManagerFactory::createEntityManager,
                factory -> factory.createEntityManager(Map.of()),
                factory -> factory.createEntityManager(CacheStoreMode.BYPASS));

        for (Function<EntityManagerFactory, EntityManager> way : ways) {
            try (EntityManager entities = way.apply(unit.sessions())) {
                entities.find(User.class, blog.ada());
            }

            unit.expect("""
                    operation User.find
                      serialize
                      connect
                      db_query CLIENT select users
                      hydrate
                    """);
        }
    }

    @Test
    void entityAgent_isTraced_howeverItIsMade() {
        Blog blog = unit.givenFrom(Blog::persistIn);
        List<Function<EntityManagerFactory, EntityAgent>> ways = List.of(
                EntityManagerFactory::createEntityAgent, factory -> factory.createEntityAgent(CacheStoreMode.BYPASS));

        for (Function<EntityManagerFactory, EntityAgent> way : ways) {
            try (EntityAgent agent = way.apply(unit.sessions())) {
                agent.get(User.class, blog.ada());
            }

            unit.expect("""
                    operation User.get
                      serialize
                      connect
                      db_query CLIENT select users
                      hydrate
                    """);
        }
    }

    @Test
    void synchronizationWithoutJta_isRefusedAsWithoutTracing() {
        Function<EntityManagerFactory, EntityManager> way =
                factory -> factory.createEntityManager(SynchronizationType.UNSYNCHRONIZED);

        assertThat(catchThrowable(() -> way.apply(unit.sessions())))
                .hasToString(catchThrowable(() -> way.apply(unit.untraced())).toString());
    }
}
