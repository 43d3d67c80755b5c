package dev.ormtracing.testing.internal.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaSourceTest {

    @Test
    void block_isFoundAtTheLineOfItsStatement() {
        String source = source("""
                check(traces)
                        .matchesTree(%
                                one
                                %);
                check(traces).matchesTree(%
                        two
                        %);
                """);

        assertThat(values(source, 2)).isEqualTo("one\n");
        assertThat(values(source, 5)).isEqualTo("two\n");
    }

    @Test
    void blockOfTheNextStatement_isNotThatOfTheLine() {
        String source = source("""
                check(traces).matchesTree(TREE);
                check(traces).matchesTree(%
                        two
                        %);
                """);

        assertThat(values(source, 1)).isEmpty();
    }

    @Test
    void statementThatBeginsWhereAnotherEnds_isFound() {
        String source = source("""
                a(%
                  one
                  %); b(%
                  two
                  %);
                """);

        assertThat(values(source, 1)).isEqualTo("one\n");
        assertThat(values(source, 3)).isEqualTo("two\n");
    }

    @Test
    void argumentsOfOneCall_areAllFound() {
        String source = source("""
                both(%
                  one
                  %, %
                  two
                  %);
                """);

        assertThat(values(source, 1)).isEqualTo("one\ntwo\n");
    }

    @Test
    void quotesElsewhere_areNoBlocks() {
        String source = source("""
                // a comment; %
                String a = "\\"; /*"; char b = '"'; /* % */ char c = '\\''; check(%
                  one
                  %);
                """);

        assertThat(values(source, 2)).isEqualTo("one\n");
    }

    @Test
    void escapedQuotes_doNotEndABlock() {
        String source = source("""
                check(%
                  say \\%; twice
                  %);
                """);

        assertThat(values(source, 1)).isEqualTo("say \"\"\"; twice\n");
    }

    @Test
    void changedBlock_keepsItsStyle() {
        TextBlock block = only("check(%\n    one\n      two\n    %);");

        assertThat(block.with("one\n  three \\ \"\"\""))
                .isEqualTo("\"\"\"\n    one\n      three \\\\ \\\"\"\"\n    \"\"\"");
    }

    @Test
    void blockWithoutALastLine_keepsThat() {
        assertThat(only("check(%\n  one\n    two%);").with("three\n  four"))
                .isEqualTo("\"\"\"\n  three\n    four\"\"\"");
    }

    @Test
    void emptyBlock_takesTheIndentationOfItsEnd() {
        assertThat(only("check(%\n    %);").with("three")).isEqualTo("\"\"\"\n    three\n    \"\"\"");
    }

    @Test
    void carriageReturns_stay() {
        assertThat(only("check(%\r\n  one\r\n  %);").with("three\nfour"))
                .isEqualTo("\"\"\"\r\n  three\r\n  four\r\n  \"\"\"");
    }

    private static TextBlock only(String text) {
        return JavaSource.parse(source(text)).blocksOfStatementAt(1).get(0);
    }

    private static String source(String text) {
        return text.replace("%", "\"\"\"");
    }

    private static String values(String source, int line) {
        return JavaSource.parse(source).blocksOfStatementAt(line).stream()
                .map(TextBlock::value)
                .reduce("", String::concat);
    }
}
