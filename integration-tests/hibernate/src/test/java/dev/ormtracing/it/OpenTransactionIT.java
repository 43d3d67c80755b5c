package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TracesAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What the test kit says of a transaction that has not ended is what it says afterwards. */
@EveryDatabase
class OpenTransactionIT {

    private final TracedUnit unit;

    OpenTransactionIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void nPlusOneOfLazyCollections_isSeen() {
        givenUsers(6);

        unit.transaction(session -> {
            users(session).forEach(user -> Hibernate.initialize(user.getPosts()));

            assertThatThrownBy(() -> traces().assertNoNPlusOne()).hasMessageStartingWith("""
                            Expecting no N+1:
                              User.posts (6 times so far) below [transaction (not ended)]
                                remedy: join fetch User.posts, @BatchSize on it, or an entity graph
                            """);
        });
        assertThatThrownBy(() -> traces().assertNoNPlusOne()).hasMessageContaining("User.posts (6 times");
    }

    @Test
    void nPlusOneOfFinds_isSeen() {
        List<Long> ids = givenUsers(6);

        unit.transaction(session -> {
            ids.forEach(id -> session.find(User.class, id));

            assertThatThrownBy(() -> traces().assertNoNPlusOne()).hasMessageContaining("  User.find (6 times so far)");
        });
    }

    @Test
    void nPlusOneOfStatementsInAnOperation_isSeenWhileItRuns() {
        unit.transaction(session -> session.doWork(connection -> {
            try (var statement = connection.prepareStatement("select name from users where id = ?")) {
                for (int i = 0; i < 6; i++) {
                    statement.setLong(1, i);
                    statement.executeQuery().close();
                }
            }
            assertThatThrownBy(() -> traces().assertNoNPlusOne())
                    .hasMessageContaining("  select users (6 times so far) below [operation")
                    .hasMessageContaining("(not ended)]");
        }));
    }

    @Test
    void fewReads_areNoNPlusOne() {
        givenUsers(3);

        unit.transaction(session -> {
            users(session).forEach(user -> Hibernate.initialize(user.getPosts()));

            traces().assertNoNPlusOne();
            assertThatThrownBy(() -> traces().assertNoNPlusOne(3)).hasMessageStartingWith("""
                    Expecting no N+1 from 3 times on:
                      User.posts (3 times so far) below [transaction (not ended)]: would be an N+1 with more rows
                        remedy: join fetch User.posts, @BatchSize on it, or an entity graph
                    """);
        });
    }

    @Test
    void lazyLoading_isSeen() {
        givenUsers(1);

        unit.transaction(session -> {
            users(session).forEach(user -> Hibernate.initialize(user.getPosts()));

            assertThatThrownBy(() -> traces().hasNoLazyLoading()).hasMessageContaining("  User.posts");
        });
    }

    @Test
    void queries_areCounted() {
        givenUsers(2);

        unit.transaction(session -> {
            users(session).forEach(user -> Hibernate.initialize(user.getPosts()));

            traces().hasQueries(3).hasOperation("User.getResultList").withQueries(1);
            assertThatThrownBy(() -> traces().hasAtMostQueries(2)).hasMessageContaining("not 3");
            assertThatThrownBy(() -> traces().hasNoQueryMoreThan(1)).hasMessageContaining("(2 times)");
        });
    }

    @Test
    void tree_isTheOneSoFar() {
        unit.transaction(session -> {
            session.find(User.class, 1L);

            traces().matchesTree("""
                    transaction (not ended)
                      start_transaction
                        connect
                      operation User.find
                        serialize
                        db_query CLIENT select users
                        hydrate
                    """);
        });
    }

    @Test
    void exampleOfTheDocumentation_matches() throws IOException {
        unit.transaction(session -> {
            User user = new User("ada@example.org");
            user.write("First");
            session.persist(user);
        });

        assertThat(example()).startsWith("transaction\n");
        traces().matchesTree(example());
    }

    /** The tree in the Javadoc of {@link TracesAssert#matchesTree(String)}. */
    private static String example() throws IOException {
        String source = Files.readString(
                Path.of("../../../orm-tracing-testing/src/main/java/dev/ormtracing/testing/TracesAssert.java"));
        String start = "<pre>{@code\n     * transaction";
        int from = source.indexOf(start) + start.length() - "     * transaction".length();
        return source.substring(from, source.indexOf("     * }</pre>", from)).replaceAll("(?m)^     \\* ", "");
    }

    private TracesAssert traces() {
        return assertThatTraces(unit.traces());
    }

    private static List<User> users(Session session) {
        return session.createSelectionQuery("from User order by id", User.class).getResultList();
    }

    private List<Long> givenUsers(int number) {
        return unit.givenFrom(session -> IntStream.range(0, number)
                .mapToObj(i -> {
                    User user = new User(i + "@example.org");
                    user.write("of " + i);
                    session.persist(user);
                    return user.getId();
                })
                .toList());
    }
}
