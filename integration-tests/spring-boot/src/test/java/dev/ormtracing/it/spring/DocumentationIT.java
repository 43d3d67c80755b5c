package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trees of the documentation are those that the tests expect. */
class DocumentationIT {

    private static final Path PAGE = Path.of("../../../docs/spring-boot.md");
    private static final Path TESTS = Path.of("../src/test/java/dev/ormtracing/it/spring");

    private static final Pattern TREE =
            Pattern.compile("<!-- (?<test>\\w+)\\.(?<method>\\w+) -->\\n```\\n(?<tree>.*?)\\n```\\n", Pattern.DOTALL);

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("trees")
    void tree_isThatOfItsTest(String test, String method, String tree) throws IOException {
        String source = Files.readString(TESTS.resolve(test + ".java"));
        Matcher expected = Pattern.compile("void " + method + "\\(.*?\"\"\"\\n(?<tree>.*?)\\n *\"\"\"", Pattern.DOTALL)
                .matcher(source);

        assertThat(expected.find()).as("a test with a tree").isTrue();
        assertThat(tree).isEqualTo(expected.group("tree").stripIndent());
    }

    static Stream<Object[]> trees() throws IOException {
        return TREE.matcher(Files.readString(PAGE)).results().map(DocumentationIT::tree);
    }

    private static Object[] tree(MatchResult block) {
        return new Object[] {block.group(1), block.group(2), block.group(3)};
    }
}
