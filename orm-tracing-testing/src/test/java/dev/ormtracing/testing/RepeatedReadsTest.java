package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.app;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.SampleSpan.traces;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as one read for a threshold that an assertion names. */
class RepeatedReadsTest {

    @Test
    void lazyCollection_wouldBeAnNPlusOne() {
        Traces traces = traces(orm("transaction").with(times(3, posts())));

        assertThatTraces(traces).assertNoNPlusOne().assertNoNPlusOne(4);
        assertThatThrownBy(() -> assertThatTraces(traces).assertNoNPlusOne(3)).hasMessageStartingWith("""
                Expecting no N+1 from 3 times on:
                  User.posts (3 times) below [transaction]: would be an N+1 with more rows
                    remedy: join fetch User.posts, @BatchSize on it, or an entity graph
                """);
    }

    @Test
    void whatTheCoreHasFound_isToldAsItTellsIt() {
        Traces traces = traces(orm("transaction")
                .nPlusOne("User.posts", 6, 0.002, "User.getResultList", "join fetch User.posts")
                .with(times(6, posts())));

        assertThatThrownBy(() -> assertThatTraces(traces).assertNoNPlusOne(3)).hasMessageStartingWith("""
                Expecting no N+1 from 3 times on:
                  User.posts (6 times, 2.0 ms) below [transaction], after User.getResultList
                    remedy: join fetch User.posts

                """);
        assertThatTraces(traces).assertNoNPlusOne(7);
    }

    @Test
    void oneIsNoLoop() {
        assertThatThrownBy(() -> assertThatTraces(traces()).assertNoNPlusOne(1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Named<SampleSpan>> loops() {
        return Stream.of(
                Named.of(
                        "finds",
                        orm("transaction").with(times(2, read("User.find", "select * from users where id=?")))),
                Named.of(
                        "JDBC in an operation",
                        operation("doWork").with(times(2, sql("select * from users where id=?")))),
                Named.of("below a span of the application", app("GET /users").with(times(2, posts()))),
                Named.of(
                        "a transaction each",
                        app("job").with(times(2, orm("transaction").with(posts())))),
                Named.of(
                        "the last of each",
                        orm("transaction")
                                .with(times(
                                        2,
                                        read(
                                                        "Price.getSingleResult",
                                                        "select * from prices where day<? order by day limit 1")
                                                .attribute("orm.rows.read", 1)))));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void loop_isFound(SampleSpan tree) {
        assertThatThrownBy(() -> assertThatTraces(traces(tree)).assertNoNPlusOne(2))
                .hasMessageContaining("(2 times) below")
                .hasMessageContaining("remedy: ");
    }

    static Stream<Named<SampleSpan>> none() {
        return Stream.of(
                Named.of("a sequence", orm("transaction").with(times(2, sql("select next value for users_seq")))),
                Named.of("always the same", orm("transaction").with(times(2, sql("select max(id) from users")))),
                Named.of(
                        "pages",
                        orm("transaction").with(times(2, sql("select * from users order by id limit ? offset ?")))),
                Named.of(
                        "pages from a key",
                        orm("transaction")
                                .with(times(
                                        2,
                                        read(
                                                        "User.getResultList",
                                                        "select * from users where id>? order by id limit 10")
                                                .attribute("orm.rows.read", 10)))),
                Named.of("inserts", orm("transaction").with(times(2, sql("insert into users values (?)")))),
                Named.of(
                        "transactions that write",
                        app("job").with(times(2, orm("transaction").with(posts(), sql("update users set name=?"))))),
                Named.of(
                        "transactions that are rolled back",
                        app("job").with(times(2, orm("transaction").with(posts(), orm("rollback_transaction"))))),
                Named.of(
                        "what remove reads",
                        orm("transaction")
                                .with(times(
                                        2,
                                        read("User.remove", "select * from users where id=?")
                                                .attribute("method", "remove")))),
                Named.of(
                        "different queries",
                        orm("transaction")
                                .with(
                                        read("User.find", "select * from users where id=?"),
                                        read("User.find", "select * from users where id=? for update"))));
    }

    @ParameterizedTest
    @MethodSource("none")
    void whatIsNoLoop_isNotFound(SampleSpan tree) {
        assertThatTraces(traces(tree)).assertNoNPlusOne(2);
    }

    private static SampleSpan posts() {
        return operation("User.posts.initialize")
                .attribute("orm.lazy", true)
                .attribute("orm.role", "User.posts")
                .with(sql("select * from posts where user_id=?"));
    }

    private static SampleSpan read(String name, String sql) {
        return operation(name)
                .attribute("method", name.substring(name.indexOf('.') + 1))
                .with(sql(sql));
    }

    private static SampleSpan sql(String text) {
        return query(text.split(" ", 2)[0]).attribute("db.query.text", text);
    }

    private static SampleSpan[] times(int number, SampleSpan span) {
        return IntStream.range(0, number).mapToObj(i -> span).toArray(SampleSpan[]::new);
    }
}
