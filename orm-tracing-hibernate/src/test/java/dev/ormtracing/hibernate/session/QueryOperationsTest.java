package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.hibernate.session.Blog.User;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.NoResultException;
import jakarta.persistence.NonUniqueResultException;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.spi.QueryImplementor;
import org.junit.jupiter.api.Test;

/** What the application calls on a query. */
class QueryOperationsTest extends TracedSessions {

    QueryOperationsTest(OpenTelemetry openTelemetry, Traces traces) {
        super(openTelemetry, traces);
    }

    @Test
    void getResultList_isAnOperationOfTheRootEntity() {
        Consumer<Session> query =
                session -> session.createQuery("select name from User where id > 0 and name <> 'x'", String.class)
                        .getResultList();
        tree(query);

        assertThat(tree(query, "method", "model", "orm.query.text", "orm.result.count"))
                .isEqualTo("""
                        operation User.getResultList method=getResultList model=User \
                        orm.query.text=select name from User where id > ? and name <> ? orm.result.count=2
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate""");
    }

    @Test
    void firstUse_compilesTwice() {
        assertThat(tree(session -> session.createQuery("from User where email = :name", User.class)
                        .setParameter("name", "Ada")
                        .getResultList()))
                .isEqualTo("""
                        operation User.createQuery
                          compile
                        operation User.getResultList
                          compile
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate""");
    }

    @Test
    void hqlThatCannotBeParsed_isAFailedCreateQuery() {
        assertThatThrownBy(() -> sessions.inSession(session -> session.createQuery("from Nobody", Object.class)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(shown()).isEqualTo("""
                        operation createQuery ERROR org.hibernate.query.sqm.UnknownEntityException
                          compile ERROR org.hibernate.query.sqm.UnknownEntityException""");
    }

    @Test
    void createQuery_withoutExecution_isNoOperation() {
        Consumer<Session> query = session -> session.createQuery("from User", User.class);
        tree(query);

        assertThat(tree(query)).isEmpty();
    }

    @Test
    void everyExecution_isNamedByItsMethod() {
        assertThat(operations(session -> {
                    SelectionQuery<User> query = session.createSelectionQuery("from User where id = 1", User.class);
                    traces.clear();
                    query.getResultList();
                    query.list();
                    query.getSingleResult();
                    query.getSingleResultOrNull();
                    query.uniqueResult();
                    query.uniqueResultOptional();
                    query.getResultCount();
                }))
                .isEqualTo("""
                        User.getResultList
                        User.list
                        User.getSingleResult
                        User.getSingleResultOrNull
                        User.uniqueResult
                        User.uniqueResultOptional
                        User.getResultCount""");
    }

    @Test
    void noResult_isAnAnswer() {
        assertThatThrownBy(
                        () -> sessions.inSession(session -> session.createQuery("from User where id = 99", User.class)
                                .getSingleResult()))
                .isInstanceOf(NoResultException.class);

        assertThat(traces.operations("User.getSingleResult"))
                .singleElement()
                .matches(operation -> !operation.isError())
                .matches(operation -> operation.attribute("orm.result.count").equals(0L));
    }

    @Test
    void tooManyResults_areAnError() {
        assertThatThrownBy(() -> sessions.inSession(
                        session -> session.createQuery("from User", User.class).getSingleResult()))
                .isInstanceOf(NonUniqueResultException.class);

        assertThat(traces.operations("User.getSingleResult"))
                .singleElement()
                .matches(operation -> NonUniqueResultException.class.getName().equals(operation.errorType()));
    }

    @Test
    void namedQuery_isShownByItsName() {
        assertThat(tree(
                        session -> session.createNamedQuery("users.byName", User.class)
                                .setParameter("name", "Ada")
                                .uniqueResult(),
                        "orm.query.name"))
                .startsWith("operation User.uniqueResult orm.query.name=users.byName");
    }

    @Test
    void namedNativeQuery_hasNoModel() {
        assertThat(tree(
                        session -> session.createNamedQuery("users.count", Long.class)
                                .getSingleResult(),
                        "model",
                        "orm.query.name",
                        "orm.result.count"))
                .startsWith("operation getSingleResult orm.query.name=users.count orm.result.count=1");
    }

    @Test
    void nativeQuery_hasTheModelOfItsResult() {
        assertThat(tree(session -> session.createNativeQuery("select * from users", User.class)
                        .getResultList()))
                .startsWith("operation User.getResultList");
        assertThat(tree(session -> session.createNativeQuery("select * from users", Object.class)
                        .addEntity(User.class)
                        .getResultList()))
                .startsWith("operation User.getResultList");
    }

    @Test
    void nativeQuery_ofScalars_hasNoModel() {
        assertThat(tree(session ->
                        session.createNativeQuery("select 1", Integer.class).getSingleResult()))
                .startsWith("operation getSingleResult");
    }

    @Test
    void nativeUpdate_isAnExecuteUpdate() {
        assertThat(operations(session -> session.createNativeMutationQuery("update users set name = 'x' where id = 1")
                        .executeUpdate()))
                .isEqualTo("executeUpdate");
    }

    @Test
    void criteria_compileButHaveNoText() {
        assertThat(tree(
                        session -> {
                            var criteria = session.getCriteriaBuilder().createQuery(User.class);
                            criteria.from(User.class);
                            session.createQuery(criteria).getResultList();
                        },
                        "orm.query.text"))
                .startsWith("operation User.getResultList\n  compile\n");
    }

    @Test
    void criteriaUpdate_isAnExecuteUpdateOfItsTarget() {
        assertThat(operations(session -> {
                    var update = session.getCriteriaBuilder().createCriteriaUpdate(User.class);
                    update.from(User.class);
                    update.set("name", "x");
                    session.createMutationQuery(update).executeUpdate();
                }))
                .isEqualTo("User.executeUpdate");
    }

    @Test
    void hqlUpdate_flushesInside() {
        assertThat(tree(session -> {
                    session.beginTransaction();
                    session.persist(new User(3, "Cid"));
                    session.createMutationQuery("delete from User where id = 3");
                    traces.clear();
                    session.createMutationQuery("delete from User where id = 3").executeUpdate();
                    assertThat(shown())
                            .startsWith("transaction (not ended)\n  operation User.executeUpdate")
                            .contains("\n    flush\n");
                    session.getTransaction().rollback();
                }))
                .isNotEmpty();
    }

    @Test
    void storedProcedure_isAnOperation() {
        assertThat(tree(session -> session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("create alias square as 'int square(int x) { return x * x; }'");
                    }
                })))
                .isNotEmpty();
        assertThat(operations(session -> session.createStoredProcedureQuery("square")
                        .registerStoredProcedureParameter(1, Integer.class, jakarta.persistence.ParameterMode.IN)
                        .setParameter(1, 3)
                        .execute()))
                .isEqualTo("execute");
    }

    @Test
    void tracedQuery_isItsOwnFluentResult() {
        sessions.inSession(session -> {
            Query<User> query = session.createQuery("from User", User.class);

            assertThat(query.setMaxResults(1)).isSameAs(query);
            assertThat(query.setReadOnly(true).setComment("x")).isSameAs(query);
            assertThat(query).isEqualTo(query).hasSameHashCodeAs(query);
            assertThat(query.unwrap(Query.class)).isSameAs(query);
            assertThat(query.unwrap(QueryImplementor.class)).isSameAs(query);
            assertThat(session.createNativeQuery("select 1", Integer.class).unwrap(NativeQuery.class))
                    .isInstanceOf(NativeQuery.class);
            assertThat(((QueryImplementor<?>) query).getSession()).isSameAs(session);
        });
    }
}
