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

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreeMatchingTest {

    private static final Traces FIND = traces(find("User"));
    private static final Traces FLUSH = traces(orm("flush")
            .with(orm("serialize"), query("INSERT a"), query("INSERT b"), query("INSERT b"), query("UPDATE c")));

    static Stream<Arguments> matching() {
        return Stream.of(
                Arguments.of("the very text", FIND, FIND.text()),
                Arguments.of("two trees", traces(find("A"), operation("B.find")), """
                        operation A.find
                          serialize
                          connect
                          db_query CLIENT SELECT A
                          hydrate

                        operation B.find
                        """),
                Arguments.of("blanks and indentation do not matter", FIND, """
                                operation   User.find
                                  serialize
                                  connect
                                  db_query  CLIENT  SELECT User

                                  hydrate
                        """),
                Arguments.of("... for all children", FIND, """
                        operation User.find
                          ...
                        """),
                Arguments.of("... for none", FIND, """
                        operation User.find
                          serialize
                          ...
                          connect
                          db_query CLIENT SELECT User
                          hydrate
                          ...
                        """),
                Arguments.of(
                        "... for some, with what is below them", traces(find("A"), find("B"), operation("C")), """
                        ...
                        operation C
                        """),
                Arguments.of("... within a line", FIND, """
                        operation ...find
                          ...
                          db_query ... User
                          hydrate
                        """),
                Arguments.of("* for none", FIND, """
                        operation User.find
                          * compile
                          serialize
                          connect
                          * db_query CLIENT SELECT User
                          hydrate
                        """),
                Arguments.of("* for several", FLUSH, """
                        flush
                          serialize
                          * db_query CLIENT ...
                        """),
                Arguments.of("* takes no more than it has to", FLUSH, """
                        flush
                          serialize
                          * db_query CLIENT INSERT ...
                          db_query CLIENT INSERT b
                          db_query CLIENT UPDATE c
                        """),
                Arguments.of("* with children", traces(find("A"), find("A"), operation("B")), """
                        * operation A.find
                          ...
                          db_query CLIENT SELECT A
                          hydrate
                        operation B
                        """),
                Arguments.of("+ for one", FIND, """
                        operation User.find
                          serialize
                          connect
                          + db_query CLIENT SELECT User
                          hydrate
                        """),
                Arguments.of("+ for several", FLUSH, """
                        flush
                          serialize
                          db_query CLIENT INSERT a
                          + db_query CLIENT INSERT b
                          db_query CLIENT UPDATE c
                        """),
                Arguments.of("~ for any order", FLUSH, """
                        flush
                          ~
                          db_query CLIENT UPDATE c
                          db_query CLIENT INSERT b
                          serialize
                          db_query CLIENT INSERT b
                          db_query CLIENT INSERT a
                        """),
                Arguments.of("~ with others", FLUSH, """
                        flush
                          ~
                          db_query CLIENT UPDATE c
                          ...
                        """),
                Arguments.of("~ with any number", FLUSH, """
                        flush
                          ~
                          + db_query CLIENT INSERT b
                          * connect
                          db_query CLIENT UPDATE c
                          serialize
                          * db_query CLIENT INSERT a
                        """),
                Arguments.of("~ gives the narrow pattern what the wide one could have", FLUSH, """
                        flush
                          ~
                          db_query CLIENT ...
                          db_query CLIENT INSERT ...
                          serialize
                          db_query CLIENT INSERT b
                          db_query CLIENT INSERT a
                        """),
                Arguments.of("~ among trees", traces(operation("A"), operation("B")), """
                        ~
                        operation B
                        operation A
                        """),
                Arguments.of("\\ before a sign", traces(SampleSpan.app("* all"), SampleSpan.app("~")), """
                        \\* all
                        \\~
                        """),
                Arguments.of("nothing", traces(), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matching")
    void matchesTree_accepts(String claim, Traces traces, String expected) {
        assertThatCode(() -> assertThatTraces(traces).matchesTree(expected)).doesNotThrowAnyException();
    }

    static Stream<Arguments> differing() {
        return Stream.of(
                Arguments.of("another line", FIND, """
                        operation User.find
                          serialize
                          db_query CLIENT SELECT Post
                          hydrate
                        """, """
                          operation User.find
                            serialize
                        +   connect
                        -   db_query CLIENT SELECT Post
                        +   db_query CLIENT SELECT User
                            hydrate"""),
                Arguments.of("another root with the same children", FIND, """
                        operation User.get
                          serialize
                          connect
                          db_query CLIENT SELECT User
                          hydrate
                        """, """
                        - operation User.get
                        + operation User.find
                            serialize
                            connect
                            db_query CLIENT SELECT User
                            hydrate"""),
                Arguments.of("a missing tree", FIND, """
                        operation User.find
                          ...
                        operation Post.find
                          * connect
                          db_query CLIENT SELECT Post
                        """, """
                          operation User.find
                            serialize
                            connect
                            db_query CLIENT SELECT User
                            hydrate
                        - operation Post.find
                        -   db_query CLIENT SELECT Post"""),
                Arguments.of("an unexpected tree", traces(orm("disconnect"), find("User")), """
                        disconnect
                        """, """
                          disconnect
                        + operation User.find
                        +   serialize
                        +   connect
                        +   db_query CLIENT SELECT User
                        +   hydrate"""),
                Arguments.of("nothing for +", traces(operation("flush")), """
                        operation flush
                          + db_query CLIENT ...
                        """, """
                          operation flush
                        -   + db_query CLIENT ..."""),
                Arguments.of("a child below a leaf", traces(operation("A").with(orm("connect"))), "operation A", """
                          operation A
                        +   connect"""),
                Arguments.of("~ with too few and too many", FLUSH, """
                        flush
                          ~
                          serialize
                          db_query CLIENT DELETE d
                          * db_query CLIENT INSERT ...
                        """, """
                          flush
                            serialize
                            db_query CLIENT INSERT a
                            db_query CLIENT INSERT b
                            db_query CLIENT INSERT b
                        +   db_query CLIENT UPDATE c
                        -   db_query CLIENT DELETE d"""),
                Arguments.of("~ with a difference further down", traces(find("A"), operation("B")), """
                        ~
                        operation B
                        operation A.find
                          serialize
                          ...
                          compile
                        """, """
                          operation A.find
                            serialize
                            connect
                            db_query CLIENT SELECT A
                            hydrate
                        -   compile
                          operation B"""),
                Arguments.of("nothing recorded", traces(), "operation A", "- operation A"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differing")
    void matchesTree_marksTheLinesThatDiffer(String claim, Traces traces, String expected, String difference) {
        assertThatThrownBy(() -> assertThatTraces(traces).matchesTree(expected))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains("\n\n" + difference + "\n\n");
    }

    @Test
    void matchesTree_endsItsMessageWithTheText() {
        assertThatThrownBy(() -> assertThatTraces(FIND).matchesTree("operation User.get"))
                .message()
                .startsWith("Expecting other traces (- missing, + unexpected):")
                .endsWith("The traces:\n\n" + FIND.text());
    }

    @Nested
    class MalformedPatterns {

        @Test
        void parse_refusesAnOddIndentation() {
            assertRefused("operation A\n   connect", "line 2: 3 blanks of indentation");
        }

        @Test
        void parse_refusesToSkipALevel() {
            assertRefused("operation A\n    connect", "line 2: 4 blanks of indentation");
        }

        @Test
        void parse_refusesTabs() {
            assertRefused("operation A\n\tconnect", "not with tabs");
        }

        @Test
        void parse_refusesAnyOrderInTheMiddle() {
            assertRefused("operation A\n~\noperation B", "~ must be the first of its siblings");
        }

        @Test
        void parse_refusesChildrenOfAnything() {
            assertRefused("...\n  connect", "nothing can stand below ...");
        }

        private void assertRefused(String pattern, String message) {
            assertThatThrownBy(() -> assertThatTraces(FIND).matchesTree(pattern))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void matchesTree_isQuickOnLargeTrees() {
        SampleSpan root = operation("getResultList");
        for (int i = 0; i < 400; i++) {
            root.with(find("User"));
        }
        Traces large = traces(root);

        assertThatTraces(large).matchesTree("""
                operation getResultList
                  + operation User.find
                    ...
                    * db_query ...
                    ...
                """);
        assertThat(large.queries()).hasSize(400);
    }
}
