package dev.ormtracing.it.parity;

import static dev.ormtracing.it.parity.PrismaCase.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Label;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.Hibernate8;
import dev.ormtracing.it.fixture.TracedUnit;
import java.util.List;

final class WriteCases {

    private static final String UNIT_OF_WORK = "JPA writes in a transaction, when it commits";
    private static final String EXPLICIT = "JPA demands a transaction for a mutation";

    private static final String UPSERTED =
            EXPLICIT + "; with batches, Hibernate 6.6 sends the statement with the commit, 7 at once";

    /** Before 8.0, Hibernate sends what it finds in the order in which it finds it. */
    private static final String POSTS_AND_TAG = String.join(
            "\n      prisma:client:",
            Hibernate8.isThere()
                    ? List.of("db_query CLIENT BATCH insert posts", "db_query CLIENT insert tags")
                    : List.of(
                            "db_query CLIENT insert posts",
                            "db_query CLIENT insert tags",
                            "db_query CLIENT insert posts"));

    private WriteCases() {}

    static List<PrismaCase> all() {
        return List.of(
                row(
                                "create",
                                (unit, blog) ->
                                        unit.transaction(session -> session.persist(new User("new@example.org"))),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:commit_transaction
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT insert users
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(UNIT_OF_WORK),
                row("nested create (profile + 2 posts + tag)", WriteCases::nestedCreate, """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:commit_transaction
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT insert profiles
                              prisma:client:db_query CLIENT insert users
                              prisma:client:%s
                              prisma:client:db_query CLIENT insert post_tags
                            prisma:client:db_query CLIENT COMMIT
                        """.formatted(POSTS_AND_TAG))
                        .differsBecause(UNIT_OF_WORK),
                row(
                                "update",
                                (unit, blog) -> unit.transaction(session ->
                                        session.find(User.class, blog.ada()).setName("Augusta Ada")),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.find
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                          prisma:client:commit_transaction
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT update users
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(UNIT_OF_WORK),
                row(
                                "update missing row",
                                (unit, blog) -> unit.transaction(session -> assertThat(session.createMutationQuery(
                                                        "update User set name = 'Nobody' where id = -1")
                                                .executeUpdate())
                                        .isZero()),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.createQuery
                            prisma:client:compile
                          prisma:client:operation User.executeUpdate
                            prisma:client:compile
                            prisma:client:serialize
                            prisma:client:db_query CLIENT update users
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(EXPLICIT),
                row("nested update (connect tag)", WriteCases::connectTag, """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation Tag.bySimpleNaturalId
                            * prisma:client:compile
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select tags
                            prisma:client:hydrate
                          prisma:client:operation Post.find
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select posts
                            prisma:client:hydrate
                          prisma:client:operation Post.tags.initialize
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select post_tags tags
                            prisma:client:hydrate
                          prisma:client:commit_transaction
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT insert post_tags
                            prisma:client:db_query CLIENT COMMIT
                        """).differsBecause(UNIT_OF_WORK),
                row(
                                "updateMany",
                                (unit, blog) -> unit.transaction(session -> session.createMutationQuery(
                                                "update User set name = :new where name = :old")
                                        .setParameter("new", "Robert")
                                        .setParameter("old", "Bob")
                                        .executeUpdate()),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.createQuery
                            prisma:client:compile
                          prisma:client:operation User.executeUpdate
                            prisma:client:compile
                            prisma:client:serialize
                            prisma:client:db_query CLIENT update users
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(EXPLICIT),
                row("upsert (insert, native ON CONFLICT)", (unit, blog) -> upsert(unit, 1), """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation Label.upsert
                            ...
                          prisma:client:commit_transaction
                            ...
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(UPSERTED),
                row("upsert (update)", WriteCases::upsertTwice, """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation Label.upsert
                            ...
                          prisma:client:commit_transaction
                            ...
                            prisma:client:db_query CLIENT COMMIT
                        """).differsBecause(UPSERTED),
                row(
                                "upsert (non-native: nested data)",
                                (unit, blog) -> unit.transaction(session -> {
                                    User user = new User("new@example.org");
                                    user.write("Fourth");
                                    session.merge(user);
                                }),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.merge
                          prisma:client:commit_transaction
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT insert users
                              prisma:client:db_query CLIENT insert posts
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(UNIT_OF_WORK),
                row(
                                "createMany (3 rows)",
                                (unit, blog) -> unit.transaction(session -> List.of("one", "two", "three")
                                        .forEach(name -> session.persist(new User(name + "@example.org")))),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:commit_transaction
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT BATCH insert users
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause("JPA persists one entity a call; the statements are one batch"),
                row(
                                "createManyAndReturn (2 rows)",
                                (unit, blog) -> unit.transaction(session -> {
                                    Note first = new Note("first");
                                    Note second = new Note("second");
                                    session.persist(first);
                                    session.persist(second);
                                    assertThat(second.getId()).isNotEqualTo(first.getId());
                                }),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation Note.persist
                            prisma:client:serialize
                            prisma:client:db_query CLIENT insert notes
                            prisma:client:hydrate
                          prisma:client:operation Note.persist
                            prisma:client:serialize
                            prisma:client:db_query CLIENT insert notes
                            prisma:client:hydrate
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause("ids of the database's own making come with each INSERT"),
                row(
                                "delete",
                                (unit, blog) -> unit.transaction(
                                        session -> session.remove(session.getReference(User.class, blog.eve()))),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.remove
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                            prisma:client:db_query CLIENT select posts
                            prisma:client:hydrate
                          prisma:client:commit_transaction
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT delete users
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(UNIT_OF_WORK + ", and removing cascades to what is loaded"),
                row(
                                "deleteMany",
                                (unit, blog) -> unit.transaction(session -> session.createMutationQuery(
                                                "delete from User u where u.email like 'eve%'")
                                        .executeUpdate()),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.createQuery
                            prisma:client:compile
                          prisma:client:operation User.executeUpdate
                            prisma:client:compile
                            prisma:client:serialize
                            prisma:client:db_query CLIENT delete users
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(EXPLICIT));
    }

    private static void nestedCreate(TracedUnit unit, Blog blog) {
        unit.transaction(session -> {
            User user = new User("new@example.org");
            user.setProfile(new Profile("New here."));
            user.write("Fourth").getTags().add(new Tag("introduction"));
            user.write("Fifth");
            session.persist(user);
        });
    }

    private static void connectTag(TracedUnit unit, Blog blog) {
        unit.given(session -> session.persist(new Tag("history")));
        unit.transaction(session -> {
            Tag tag = session.bySimpleNaturalId(Tag.class).load("history");
            session.find(Post.class, blog.post()).getTags().add(tag);
        });
    }

    private static void upsert(TracedUnit unit, long balance) {
        unit.sessions().inStatelessTransaction(session -> session.upsert(new Label("color", "blue" + balance)));
    }

    private static void upsertTwice(TracedUnit unit, Blog blog) {
        upsert(unit, 1);
        unit.traces().clear();
        upsert(unit, 2);
    }
}
