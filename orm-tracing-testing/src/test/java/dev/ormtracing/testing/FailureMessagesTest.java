package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.SampleSpan.traces;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** What a failure says, and what an IDE can make of it. */
class FailureMessagesTest {

    private static final Traces AUTHORS = traces(
            operation("Author.getResultList").with(query("select authors")),
            load("Author.books"),
            load("Author.books"),
            load("Author.books"));

    @Test
    void trees_areBothSidesOfTheError() {
        AssertionFailedError error = failure(AUTHORS, traces -> traces.matchesTree("""
                operation Author.getResultList
                  db_query CLIENT ...
                operation Author.books.initialize
                  db_query CLIENT select authors
                operation ... ×2
                  db_query CLIENT select books
                """));

        assertThat(error.getExpected().getValue()).isEqualTo("""
                operation Author.getResultList
                  db_query CLIENT select authors
                operation Author.books.initialize
                  db_query CLIENT select authors
                operation Author.books.initialize
                  db_query CLIENT select books
                operation Author.books.initialize
                  db_query CLIENT select books""");
        assertThat(error.getActual().getValue()).isEqualTo(AUTHORS.text());
    }

    @Test
    void numbers_areBothSidesOfTheError() {
        AssertionFailedError error = failure(AUTHORS, traces -> traces.hasQueries(1));

        assertThat(error.getExpected().getValue()).isEqualTo(1);
        assertThat(error.getActual().getValue()).isEqualTo(4);
    }

    @Test
    void equalSiblings_areOneLineWithTheirNumber() {
        assertThatThrownBy(() -> assertThatTraces(AUTHORS).hasNoQueries()).hasMessageEndingWith("""
                The traces:

                operation Author.getResultList
                  db_query CLIENT select authors
                operation Author.books.initialize ×3
                  db_query CLIENT select books""");
    }

    @Test
    void equalSiblingsOfADifference_areOneLine() {
        Traces traces = traces(
                IntStream.range(0, 10).mapToObj(i -> load("Author.books")).toArray(SampleSpan[]::new));

        assertThatThrownBy(() -> assertThatTraces(traces).matchesTree("operation Author.find"))
                .hasMessageContaining("""

                        - operation Author.find
                        + operation Author.books.initialize ×10
                        +   db_query CLIENT select books
                        """);
    }

    @Test
    void foldedTree_canBeExpected() {
        assertThatTraces(AUTHORS).matchesTree("""
                operation Author.getResultList
                  db_query CLIENT select authors
                operation Author.books.initialize ×3
                  db_query CLIENT select books
                """);
        assertThatThrownBy(() -> assertThatTraces(AUTHORS).matchesTree("""
                operation Author.getResultList
                  db_query CLIENT select authors
                operation Author.books.initialize ×4
                  db_query CLIENT select books
                """))
                .hasMessageContaining("- operation Author.books.initialize");
    }

    @Test
    void neighboursOfOneText_areNotFoldedIfTheirChildrenDiffer() {
        assertThatThrownBy(() -> assertThatTraces(traces(
                                operation("A").with(orm("connect"), orm("connect"), orm("connect")),
                                operation("A").with(orm("connect"))))
                        .isEmpty())
                .hasMessageEndingWith("""
                        operation A
                          connect ×3
                        operation A
                          connect""");
    }

    @ParameterizedTest
    @CsvSource({
        "Author.list, Author.getResultList",
        "Author.getResultLst, Author.getResultList",
        "author.getResultList, Author.getResultList",
        "Author.book.initialize, Author.books.initialize",
    })
    void unknownOperation_hasASuggestion(String asked, String meant) {
        assertThatThrownBy(() -> assertThatTraces(AUTHORS).hasOperation(asked))
                .hasMessageStartingWith("Expecting an operation " + asked + "; did you mean `" + meant + "`");
    }

    @Test
    void nameLikeNoOther_hasNoSuggestion() {
        assertThatThrownBy(() -> assertThatTraces(AUTHORS).hasOperation("Publisher.find"))
                .hasMessageStartingWith("Expecting an operation Publisher.find\n\nThe traces:");
    }

    @Test
    void unknownSpan_hasASuggestion() {
        assertThatThrownBy(() -> assertThatTraces(traces(find("User"))).hasSpan("db_query CLIENT SELECT Users"))
                .hasMessageStartingWith(
                        "Expecting a span db_query CLIENT SELECT Users; did you mean `db_query CLIENT SELECT User`?");
    }

    @Test
    void allThatFails_isToldWithTheTreesOnce() {
        assertThatThrownBy(() -> assertThatTraces(AUTHORS)
                        .as("authors")
                        .satisfiesAll(
                                all -> all.hasRoots(1),
                                all -> all.hasRoots(4),
                                all -> all.hasOperation("Author.find").withQueries(1)))
                .hasMessage("""
                        [authors] 2 assertions failed:
                        1. Expecting 1 trees, not 4
                        2. Expecting an operation Author.find; did you mean `Author.getResultList` or `Author.books.initialize`?

                        The traces:

                        operation Author.getResultList
                          db_query CLIENT select authors
                        operation Author.books.initialize ×3
                          db_query CLIENT select books""");
    }

    /** TestNG brings no opentest4j. */
    @Test
    void withoutOpenTest4j_theErrorIsThatOfTheJdk() throws Exception {
        Class<?> failures = new WithoutOpenTest4j().loadClass("dev.ormtracing.testing.internal.failure.Failures");

        Object error = failures.getMethod("of", String.class, Object.class, Object.class)
                .invoke(null, "Expecting 1 query, not 2", 1, 2);

        assertThat(error)
                .isExactlyInstanceOf(AssertionError.class)
                .hasToString("java.lang.AssertionError: Expecting 1 query, not 2");
    }

    private static SampleSpan load(String role) {
        return operation(role + ".initialize").with(query("select books"));
    }

    private static AssertionFailedError failure(Traces traces, Consumer<TracesAssert> assertion) {
        return catchThrowableOfType(AssertionFailedError.class, () -> assertion.accept(assertThatTraces(traces)));
    }

    private static final class WithoutOpenTest4j extends ClassLoader {

        WithoutOpenTest4j() {
            super(FailureMessagesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.opentest4j.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("dev.ormtracing.testing.internal.failure.")
                    ? define(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
