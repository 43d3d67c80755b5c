package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.SampleSpan.traces;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationAssertTest {

    /** One find that succeeds, one that fails after two queries. */
    private static final Traces TRACES = traces(
            find("User")
                    .attribute("method", "find")
                    .attribute("orm.result.count", 1)
                    .attribute("orm.lazy", true),
            operation("User.find")
                    .error(IllegalStateException.class.getName())
                    .with(query("SELECT a"), orm("flush").with(query("INSERT b"))),
            operation("User.detach"));

    static Stream<Arguments> holding() {
        return Stream.of(
                row("withQueries", find -> find.withQueries(1)),
                row("withQueries of what is further down", find -> find.withQueries(2)),
                row("withAtMostQueries", find -> find.withAtMostQueries(1)),
                row("withAttribute", find -> find.withAttribute("method", "find")),
                row("withAttribute int", find -> find.withAttribute("orm.result.count", 1)),
                row("withAttribute boolean", find -> find.withAttribute("orm.lazy", true)),
                row("withAttribute key", find -> find.withAttribute(AttributeKey.stringKey("method"), "find")),
                row("withAttribute of any value", find -> find.withAttribute("method")),
                row("withoutAttribute", find -> find.withoutAttribute("method")),
                row("withResultCount", find -> find.withResultCount(1)),
                row("withError", OperationAssert::withError),
                row("withError class", find -> find.withError(IllegalStateException.class)),
                row("withError type", find -> find.withError("java.lang.IllegalStateException")),
                row("withoutError", OperationAssert::withoutError),
                row("withChild", find -> find.withChild("flush")),
                row("withChild by line", find -> find.withChild("db_query CLIENT SELECT ...")),
                row("withoutChild", find -> find.withoutChild("connect")),
                row("withChildren", find -> find.withChildren("serialize", "connect", "db_query", "hydrate")),
                row("withTree", find -> find.withTree("""
                        operation User.find ERROR ...
                          db_query CLIENT SELECT a
                          flush
                            db_query CLIENT INSERT b
                        """)),
                row(
                        "matching",
                        find -> find.matching("leaf", tree -> tree.children().size() == 2)),
                row("all of the same operation", find -> find.withQueries(1).withoutError()),
                row("once", find -> find.withQueries(1).once()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("holding")
    void assertion_passes(String claim, Consumer<OperationAssert> assertion) {
        assertThatCode(() -> assertion.accept(assertThatTraces(TRACES).hasOperation("User.find")))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                row("withQueries", find -> find.withQueries(3), "with 3 queries"),
                row("withAtMostQueries", find -> find.withAtMostQueries(0), "with at most 0 queries"),
                row("withoutQueries", OperationAssert::withoutQueries, "with 0 queries"),
                row("withAttribute", find -> find.withAttribute("method", "get"), "with method=get"),
                row(
                        "withAttribute key",
                        find -> find.withAttribute(AttributeKey.stringKey("method"), "get"),
                        "with method=get"),
                row("withAttribute of any value", find -> find.withAttribute("absent"), "with absent"),
                row("withoutAttribute", find -> find.withoutAttribute("name"), "without name"),
                row("withResultCount", find -> find.withResultCount(2), "with orm.result.count=2"),
                row("withError", find -> find.withQueries(1).withError(), "with 1 query with an error"),
                row("withError class", find -> find.withError(Error.class), "with error java.lang.Error"),
                row("withError type", find -> find.withError("23505"), "with error 23505"),
                row("withoutError", find -> find.withQueries(2).withoutError(), "with 2 queries without error"),
                row("withChild", find -> find.withChild("compile"), "with child compile"),
                row("withoutChild", find -> find.withoutChild("db_query"), "without child db_query"),
                row("withChildren", find -> find.withChildren("db_query"), "with children db_query"),
                row(
                        "withChildren in another order",
                        find -> find.withChildren("flush", "db_query"),
                        "with children flush, db_query"),
                row("withTree", find -> find.withTree("operation User.find"), "with tree\n\noperation User.find"),
                row("matching", find -> find.matching("of no kind", tree -> false), "of no kind"),
                row("two that do not fit the same", find -> find.withQueries(2).withChild("connect"), "with child"),
                row("once", OperationAssert::once, "once, not 2 times"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void assertion_fails(String claim, Consumer<OperationAssert> assertion, String message) {
        assertThatThrownBy(() -> assertion.accept(assertThatTraces(TRACES).hasOperation("User.find")))
                .isInstanceOf(AssertionError.class)
                .message()
                .startsWith("Expecting an operation User.find ")
                .contains(message)
                .endsWith(TRACES.text());
    }

    @Test
    void withoutQueries_passes() {
        assertThatTraces(TRACES).hasOperation("User.detach").withoutQueries();
    }

    @Test
    void failure_describesTheOperationsThatAreLeft() {
        assertThatThrownBy(
                        () -> assertThatTraces(TRACES).hasOperation("User.find").withQueries(3))
                .message()
                .startsWith("""
                        Expecting an operation User.find with 3 queries, but found:

                        operation User.find method=find orm.lazy=true orm.result.count=1
                        1 query:
                          1. SELECT User

                        operation User.find ERROR java.lang.IllegalStateException
                        2 queries:
                          1. SELECT a
                          2. INSERT b
                        """);
    }

    @Test
    void withTree_showsTheDifferenceWhenOneOperationIsMeant() {
        assertThatThrownBy(() -> assertThatTraces(TRACES)
                        .hasOperation("User.find")
                        .withError()
                        .withTree("""
                                operation User.find ERROR ...
                                  flush
                                    ...
                                """))
                .message()
                .startsWith("""
                        Expecting an operation User.find with an error with another tree (- missing, + unexpected):

                          operation User.find ERROR java.lang.IllegalStateException
                        +   db_query CLIENT SELECT a
                            flush
                              db_query CLIENT INSERT b
                        """);
    }

    @Test
    void and_goesBackToAllTraces() {
        assertThatTraces(TRACES)
                .hasOperation("User.find")
                .withQueries(1)
                .and()
                .hasOperation("User.detach")
                .and()
                .hasNoOperation("User.lock");
    }

    @Test
    void operations_hasSize() {
        assertThatTraces(TRACES).operations("User.find").hasSize(2).isNotEmpty();
        assertFails(
                () -> assertThatTraces(TRACES).operations("User.find").hasSize(1), "Expecting 1 operations User.find");
    }

    @Test
    void operations_isEmpty() {
        assertThatTraces(TRACES).operations("User.lock").isEmpty().and().hasRoots(3);
        assertFails(() -> assertThatTraces(TRACES).operations().isEmpty(), "Expecting 0 operations, not 3");
    }

    @Test
    void operations_isNotEmpty() {
        assertFails(
                () -> assertThatTraces(TRACES).operations("User.lock").isNotEmpty(), "Expecting operations User.lock");
    }

    @Test
    void operations_hasNames() {
        assertThatTraces(TRACES).operations().hasNames("User.find", "User.find", "User.detach");
        assertFails(
                () -> assertThatTraces(TRACES).operations().hasNames("User.find"),
                "Expecting operations [User.find], not [User.find, User.find, User.detach]");
    }

    @Test
    void operations_allSatisfy() {
        List<OperationAssert> seen = new ArrayList<>();
        assertThatTraces(TRACES).operations().allSatisfy(seen::add);
        assertThat(seen).hasSize(3);
        assertFails(
                () -> assertThatTraces(TRACES)
                        .operations("User.find")
                        .allSatisfy(operation -> operation.withQueries(1)),
                "Expecting operations User.find[1] with 1 query, but found:");
    }

    @Test
    void operations_element() {
        assertThatTraces(TRACES).operations("User.find").element(1).withError();
        assertFails(
                () -> assertThatTraces(TRACES).operations("User.find").element(2),
                "Expecting more than 2 operations User.find, not 2");
    }

    private static void assertFails(Runnable assertion, String message) {
        assertThatThrownBy(assertion::run)
                .isInstanceOf(AssertionError.class)
                .message()
                .startsWith(message);
    }

    private static Arguments row(String claim, Consumer<OperationAssert> assertion, String... message) {
        return message.length == 0 ? Arguments.of(claim, assertion) : Arguments.of(claim, assertion, message[0]);
    }
}
