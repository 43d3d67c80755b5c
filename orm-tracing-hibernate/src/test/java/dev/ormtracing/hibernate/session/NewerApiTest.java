package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.session.Blog.Post;
import dev.ormtracing.hibernate.session.Blog.User;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Timeout;
import jakarta.persistence.TypedQueryReference;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.junit.jupiter.api.Test;

/** What Hibernate 6.6 has not. */
class NewerApiTest extends TracedSessions {

    NewerApiTest(OpenTelemetry openTelemetry, Traces traces) {
        super(openTelemetry, traces);
    }

    @Test
    void findWithOptions_isAnOperation() {
        assertThat(operations(session -> {
                    session.find(User.class, 1L, LockModeType.PESSIMISTIC_WRITE, Timeout.seconds(1));
                    session.find(User.class.getName(), 2L);
                    session.find(session.createEntityGraph(User.class), 2L, CacheStoreMode.BYPASS);
                }))
                .isEqualTo("""
                        User.find
                        User.find
                        User.find""");
    }

    @Test
    void findMultiple_reportsTheNumberOfEntities() {
        assertThat(tree(session -> session.findMultiple(User.class, List.of(1L, 2L)), "orm.result.count"))
                .startsWith("operation User.findMultiple orm.result.count=2");
    }

    @Test
    void queryReference_isShownByItsName() {
        assertThat(tree(
                        session -> {
                            TypedQueryReference<User> reference =
                                    sessions.addNamedQuery("users.all", session.createQuery("from User", User.class));
                            session.createQuery(reference).getResultList();
                        },
                        "orm.query.name"))
                .contains("operation User.getResultList orm.query.name=users.all");
    }

    @Test
    void keyedPages_areOperations() {
        assertThat(tree(
                        session -> session.createSelectionQuery("from User", User.class)
                                .getKeyedResultList(Page.first(1).keyedBy(Order.asc(User.class, "id"))),
                        "orm.result.count"))
                .contains("operation User.getKeyedResultList orm.result.count=1");
    }

    @Test
    void statelessMultiples_areOneOperationEach() {
        sessions.inStatelessTransaction(session -> {
            List<User> users = List.of(new User(3, "Cid"), new User(4, "Dan"));
            session.insertMultiple(users);
            session.updateMultiple(users);
            session.upsertMultiple(users);
            session.getMultiple(User.class, List.of(3L, 4L));
            session.deleteMultiple(users);
        });

        assertThat(traces.operations().stream()
                        .map(operation -> String.valueOf(operation.attribute("name")))
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        User.insertMultiple
                        User.updateMultiple
                        User.upsertMultiple
                        User.getMultiple
                        User.deleteMultiple""");
    }

    @Test
    void sessionsThatShareAConnection_areTraced() {
        sessions.inSession(session -> {
            try (StatelessSession shared =
                    session.statelessWithOptions().connection().open()) {
                shared.get(User.class, 1L);
            }
        });
        sessions.inStatelessSession(session -> {
            try (var shared = session.sessionWithOptions().connection().open()) {
                shared.find(User.class, 1L);
            }
        });

        assertThat(traces.operations()).hasSize(2);
    }

    @Test
    void factoryOfJakartaPersistence_isTraced(OpenTelemetry openTelemetry) {
        try (var factory = new HibernatePersistenceConfiguration("blog")
                .managedClasses(User.class, Post.class)
                .jdbcUrl("jdbc:h2:mem:")
                .property(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry))
                .createEntityManagerFactory()) {
            factory.getSchemaManager().create(true);
            factory.runInTransaction(manager -> manager.persist(new User(1, "Ada")));
        }

        assertThat(traces.operations("User.persist")).hasSize(1);
    }
}
