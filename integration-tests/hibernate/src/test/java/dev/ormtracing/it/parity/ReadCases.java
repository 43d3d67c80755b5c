package dev.ormtracing.it.parity;

import static dev.ormtracing.it.parity.PrismaCase.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.NoResultException;
import java.util.List;
import org.hibernate.Session;

final class ReadCases {

    private static final String PARSED =
            "HQL is parsed when a query is created, which is a call of its own; shown only when the plan is not cached";

    private ReadCases() {}

    static List<PrismaCase> all() {
        return List.of(
                row("setup: implicit first connect (count on a fresh client)", ReadCases::count, """
                        prisma:client:operation User.createQuery
                          prisma:client:compile
                        prisma:client:operation User.getSingleResult
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """)
                        .differsBecause(PARSED),
                row("findMany (plan cache miss)", ReadCases::findMany, """
                        prisma:client:operation User.createQuery
                          prisma:client:compile
                        prisma:client:operation User.getResultList
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """).differsBecause(PARSED),
                row("findMany (plan cache hit)", (unit, blog) -> again(unit, blog, ReadCases::findMany), """
                        prisma:client:operation User.getResultList
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """),
                row("findUnique", ReadCases::find, """
                        prisma:client:operation User.find
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """)
                        .differsBecause("the statements of entity loads are made when Hibernate boots"),
                row("findUnique (cache hit)", (unit, blog) -> again(unit, blog, ReadCases::find), """
                        prisma:client:operation User.find
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """),
                row(
                        "findUnique missing row -> null",
                        (unit, blog) -> unit.session(session ->
                                assertThat(session.find(User.class, -1L)).isNull()),
                        """
                        prisma:client:operation User.find
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """),
                row("findUniqueOrThrow missing", ReadCases::findOrThrow, """
                        prisma:client:operation User.createQuery
                          prisma:client:compile
                        prisma:client:operation User.getSingleResult
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """).differsBecause(PARSED),
                row(
                                "findFirst",
                                (unit, blog) -> unit.session(session -> session.createSelectionQuery(
                                                "from User u where u.email like :part order by u.id", User.class)
                                        .setParameter("part", "%example%")
                                        .setMaxResults(1)
                                        .getSingleResultOrNull()),
                                """
                        prisma:client:operation User.createQuery
                          prisma:client:compile
                        prisma:client:operation User.getSingleResultOrNull
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """)
                        .differsBecause(PARSED),
                row(
                                "findMany include posts",
                                (unit, blog) -> unit.session(session -> session.createSelectionQuery(
                                                "from User u left join fetch u.posts", User.class)
                                        .getResultList()),
                                """
                        prisma:client:operation User.createQuery
                          prisma:client:compile
                        prisma:client:operation User.getResultList
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users posts
                          prisma:client:hydrate
                        """)
                        .differsBecause(PARSED),
                row(
                                "findMany include posts.tags + profile",
                                (unit, blog) -> unit.session(session -> session.createSelectionQuery("""
                                        from User u
                                        left join fetch u.profile
                                        left join fetch u.posts p
                                        left join fetch p.tags
                                        """, User.class)
                                        .getResultList()),
                                """
                        prisma:client:operation User.createQuery
                          prisma:client:compile
                        prisma:client:operation User.getResultList
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users profiles posts post_tags tags
                          prisma:client:hydrate
                        """)
                        .differsBecause(PARSED),
                row(
                                "fluent API: user.findUnique().posts()",
                                (unit, blog) -> unit.session(session -> assertThat(session.find(User.class, blog.ada())
                                                .getPosts())
                                        .hasSize(2)),
                                """
                        prisma:client:operation User.find
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        prisma:client:operation User.posts.initialize
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select posts
                          prisma:client:hydrate
                        """)
                        .differsBecause(
                                "a lazy collection is loaded when it is first used, by an operation of its own"),
                row(
                                "dataloader: 3 concurrent findUnique in one tick",
                                (unit, blog) -> unit.session(session -> session.byMultipleIds(User.class)
                                        .multiLoad(blog.ada(), blog.bob(), blog.eve())),
                                """
                        prisma:client:operation User.byMultipleIds
                          * prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """)
                        .differsBecause("one call loads them all; each of Prisma's three calls is an operation"),
                row("N+1: findMany then 5 sequential post.findMany under one user span", ReadCases::nPlusOne, """
                        GET /users
                          prisma:client:operation User.createQuery
                            prisma:client:compile
                          prisma:client:operation User.getResultList
                            prisma:client:compile
                            prisma:client:serialize
                            prisma:client:connect
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                          prisma:client:operation User.posts.initialize
                            prisma:client:serialize
                            prisma:client:connect
                            prisma:client:db_query CLIENT select posts
                            prisma:client:hydrate
                          prisma:client:operation User.posts.initialize
                            prisma:client:serialize
                            prisma:client:connect
                            prisma:client:db_query CLIENT select posts
                            prisma:client:hydrate
                          prisma:client:operation User.posts.initialize
                            prisma:client:serialize
                            prisma:client:connect
                            prisma:client:db_query CLIENT select posts
                            prisma:client:hydrate
                        """)
                        .differsBecause("three users here, five there; the plan is not cached"),
                row("count", (unit, blog) -> again(unit, blog, ReadCases::count), """
                        prisma:client:operation User.getSingleResult
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """),
                row(
                                "aggregate",
                                (unit, blog) -> unit.session(session -> session.createSelectionQuery(
                                                "select max(u.id), count(*) from User u", Object[].class)
                                        .getSingleResult()),
                                """
                        prisma:client:operation User.createQuery
                          prisma:client:compile
                        prisma:client:operation User.getSingleResult
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """)
                        .differsBecause(PARSED),
                row(
                                "groupBy",
                                (unit, blog) -> unit.session(session -> session.createSelectionQuery(
                                                "select p.published, count(*) from Post p group by p.published",
                                                Object[].class)
                                        .getResultList()),
                                """
                        prisma:client:operation Post.createQuery
                          prisma:client:compile
                        prisma:client:operation Post.getResultList
                          prisma:client:compile
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select posts
                          prisma:client:hydrate
                        """)
                        .differsBecause(PARSED));
    }

    private static void count(TracedUnit unit, Blog blog) {
        unit.session(session -> assertThat(session.createSelectionQuery("select count(*) from User", Long.class)
                        .getSingleResult())
                .isEqualTo(3));
    }

    private static void findMany(TracedUnit unit, Blog blog) {
        unit.session(session -> assertThat(users(session)).hasSize(3));
    }

    private static void find(TracedUnit unit, Blog blog) {
        unit.session(session ->
                assertThat(session.find(User.class, blog.ada()).getName()).isEqualTo("Ada"));
    }

    private static void findOrThrow(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            var query = session.createSelectionQuery("from User u where u.id = -1", User.class);
            assertThatThrownBy(query::getSingleResult).isInstanceOf(NoResultException.class);
        });
    }

    private static void nPlusOne(TracedUnit unit, Blog blog) {
        Requests.under(
                unit,
                "GET /users",
                () -> unit.session(session -> {
                    List<Post> posts = users(session).stream()
                            .flatMap(user -> user.getPosts().stream())
                            .toList();
                    assertThat(posts).hasSize(3);
                }));
    }

    private static List<User> users(Session session) {
        return session.createSelectionQuery("from User", User.class).getResultList();
    }

    private static void again(TracedUnit unit, Blog blog, PrismaCase.Work work) throws Exception {
        work.run(unit, blog);
        unit.traces().clear();
        work.run(unit, blog);
    }
}
