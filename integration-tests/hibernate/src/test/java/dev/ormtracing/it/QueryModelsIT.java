package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaSubQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a query is about, whatever it selects from. */
@EveryDatabase
class QueryModelsIT {

    private static final String OF_SUBQUERY = "select s.name from (select u.name as name from User u) s";

    private final TracedUnit unit;

    QueryModelsIT(TracedUnit unit) {
        this.unit = unit;
    }

    private record Case(String name, Consumer<Session> work, String operation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(List.of(
                list("entity", "from User", "User.getResultList"),
                list("two entities", "select u.name from Post p, User u", "Post.getResultList"),
                list("joined collection", "select t.name from Post p join p.tags t", "Post.getResultList"),
                list(
                        "collection in a subquery",
                        "select (select count(t) from p.tags t) from Post p",
                        "Post.getResultList"),
                list("subquery", OF_SUBQUERY, "User.getResultList"),
                list(
                        "subquery of a subquery",
                        "select o.n from (select i.n as n from (select u.name as n from User u) i) o",
                        "User.getResultList"),
                list(
                        "subquery of a union",
                        "select s.n from (select u.name as n from User u union select t.name as n from Tag t) s",
                        "User.getResultList"),
                list(
                        "subquery beside an entity",
                        "select p.title, s.name from (select u.name as name from User u) s, Post p",
                        "User.getResultList"),
                list(
                        "entity beside a subquery",
                        "select p.title, s.name from Post p join (select u.id as id, u.name as name from User u) s"
                                + " on s.id = p.author.id",
                        "Post.getResultList"),
                list("subquery of no entity", "select s.one from (select 1 as one) s", "getResultList"),
                list(
                        "subquery of no entity, then an entity",
                        "select u.name from (select 1 as one) s, User u",
                        "User.getResultList"),
                list("no root", "select 1", "getResultList"),
                list(
                        "CTE",
                        "with c as (select u.name as name from User u) select x.name from c x",
                        "User.getResultList"),
                list(
                        "CTE of a CTE",
                        "with a as (select u.name as name from User u), b as (select x.name as name from a x)"
                                + " select y.name from b y",
                        "User.getResultList"),
                list(
                        "recursive CTE",
                        "with c as (select u.id as id from User u union all select x.id + 1 as id from c x where x.id < 0)"
                                + " select y.id from c y",
                        "User.getResultList"),
                list("union", "select u.name from User u union select t.name from Tag t", "User.getResultList"),
                list("every entity", "from java.lang.Object", "getResultList"),
                list("exists", "from User u where exists (from Post p where p.author = u)", "User.getResultList"),
                new Case(
                        "single result of a subquery",
                        session -> session.createQuery(
                                        "select count(*) from (select u.name as n from User u) s", Long.class)
                                .getSingleResult(),
                        "User.getSingleResult"),
                new Case(
                        "page of a subquery",
                        session -> session.createQuery(OF_SUBQUERY, String.class)
                                .setMaxResults(1)
                                .getResultList(),
                        "User.getResultList"),
                new Case(
                        "count of a subquery",
                        session -> session.createSelectionQuery(OF_SUBQUERY, String.class)
                                .getResultCount(),
                        "User.getResultCount"),
                new Case("stream of a subquery", QueryModelsIT::stream, "User.getResultStream"),
                new Case("scroll of a subquery", QueryModelsIT::scroll, "User.scroll"),
                new Case(
                        "subquery, stateless",
                        session -> session.getFactory()
                                .inStatelessSession(stateless -> stateless
                                        .createQuery(OF_SUBQUERY, String.class)
                                        .getResultList()),
                        "User.getResultList"),
                update("insert values", "insert into Account (id, balance) values (7, 1)", "Account.executeUpdate"),
                update(
                        "insert out of a subquery",
                        "insert into Account (id, balance) select s.id, 1 from (select u.id as id from User u) s",
                        "Account.executeUpdate"),
                update(
                        "update by a subquery",
                        "update User u set u.name = (select max(p.title) from Post p where p.author = u)",
                        "User.executeUpdate"),
                update(
                        "delete by a subquery",
                        "delete from Account a where a.id in (select u.id from User u)",
                        "Account.executeUpdate"),
                new Case("criteria of a subquery", QueryModelsIT::criteriaOfSubquery, "User.getResultList"),
                new Case("criteria of a CTE", QueryModelsIT::criteriaOfCte, "User.getResultList"),
                new Case("criteria of no root", QueryModelsIT::criteriaOfNothing, "getResultList")));
        if (hasFunctionRoots()) {
            cases.add(list("function", "select g from generate_series(1, 3) g", "getResultList"));
            cases.add(list(
                    "function, then an entity",
                    "select u.name from generate_series(1, 3) g, User u",
                    "User.getResultList"));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void operation_isNamedByTheFirstEntity(Case query) {
        unit.given(Blog::persistIn);
        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            unit.transaction(query.work());

            assertThat(log.inFull()).isEmpty();
        }
        assertThat(operations()).isEqualTo(List.of(query.operation()));
    }

    /** But for the parsing of the HQL, which is an operation of its own. */
    private List<String> operations() {
        return unit.traces().operations().stream()
                .map(QueryModelsIT::nameOf)
                .filter(name -> !name.endsWith("createQuery"))
                .toList();
    }

    private static String nameOf(SpanTree operation) {
        Object model = operation.attribute("model");
        return (model == null ? "" : model + ".") + operation.attribute("method");
    }

    private static Case list(String name, String hql, String operation) {
        return new Case(name, session -> session.createQuery(hql, Object.class).getResultList(), operation);
    }

    private static Case update(String name, String hql, String operation) {
        return new Case(name, session -> session.createMutationQuery(hql).executeUpdate(), operation);
    }

    private static void stream(Session session) {
        try (Stream<String> names =
                session.createQuery(OF_SUBQUERY, String.class).getResultStream()) {
            names.forEach(name -> {});
        }
    }

    private static void scroll(Session session) {
        try (ScrollableResults<String> names =
                session.createSelectionQuery(OF_SUBQUERY, String.class).scroll()) {
            names.next();
        }
    }

    private static void criteriaOfSubquery(Session session) {
        HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
        JpaCriteriaQuery<Tuple> query = builder.createTupleQuery();
        JpaSubQuery<Tuple> subquery = query.subquery(Tuple.class);
        subquery.multiselect(subquery.from(User.class).get("name").alias("name"));
        query.multiselect(query.from(subquery).get("name"));
        session.createQuery(query).getResultList();
    }

    private static void criteriaOfCte(Session session) {
        HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
        JpaCriteriaQuery<Tuple> names = builder.createTupleQuery();
        names.multiselect(names.from(User.class).get("name").alias("name"));
        JpaCriteriaQuery<Tuple> query = builder.createTupleQuery();
        query.multiselect(query.from(query.with(names)).get("name"));
        session.createQuery(query).getResultList();
    }

    private static void criteriaOfNothing(Session session) {
        HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
        JpaCriteriaQuery<Integer> query = builder.createQuery(Integer.class);
        session.createQuery(query.select(builder.literal(1))).getResultList();
    }

    /** From Hibernate 7.0 on. */
    private static boolean hasFunctionRoots() {
        try {
            Class.forName("org.hibernate.query.sqm.tree.domain.SqmFunctionRoot");
            return true;
        } catch (ClassNotFoundException before70) {
            return false;
        }
    }
}
