package dev.ormtracing.testing.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTest {

    @Test
    void equalSiblings_areOneWithTheirNumber() {
        assertThat(folded("""
                transaction
                  find
                    select
                  find
                    select
                  find
                    select
                  commit
                """)).isEqualTo("""
                transaction
                  find ×3
                    select
                  commit
                """);
    }

    @Test
    void siblingsThatTakeTurns_areOneGroup() {
        assertThat(folded("""
                transaction
                  list
                  posts
                    select posts
                  find
                    select users
                  posts
                    select posts
                  find
                    select users
                  posts
                    select posts
                  find
                    select users
                  posts
                    select posts
                  commit
                """)).isEqualTo("""
                transaction
                  list
                  ×3, the next 2:
                  posts
                    select posts
                  find
                    select users
                  posts
                    select posts
                  commit
                """);
    }

    @Test
    void equalSiblingsInAGroup_areFoldedToo() {
        assertThat(folded("""
                a
                b
                b
                b
                a
                b
                b
                b
                a
                b
                b
                b
                """)).isEqualTo("""
                ×3, the next 4:
                a
                b ×3
                """);
    }

    @Test
    void twoTurns_areReadAsTheyAre() {
        String twice = """
                a
                b
                a
                b
                """;
        assertThat(folded(twice)).isEqualTo(twice);
    }

    @Test
    void lastOneWithMoreBelow_isNotOfTheGroup() {
        assertThat(folded("""
                a
                b
                a
                b
                a
                b
                a
                b
                  more
                """)).isEqualTo("""
                ×3, the next 2:
                a
                b
                a
                b
                  more
                """);
    }

    @Test
    void marks_stayBeforeTheLines() {
        assertThat(Folded.lines("- a\n- b\n- a\n- b\n- a\n- b\n+ c".lines().toList(), 2))
                .containsExactly("- ×3, the next 2:", "- a", "- b", "+ c");
    }

    private static String folded(String tree) {
        return String.join("\n", Folded.lines(tree.lines().toList(), 0)) + "\n";
    }
}
