package dev.ormtracing.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentedSqlTest {

    private static final List<SqlDialect> DIALECTS = List.of(
            SqlDialect.STANDARD,
            SqlDialect.POSTGRESQL,
            SqlDialect.MYSQL,
            SqlDialect.SQL_SERVER,
            SqlDialect.SQLITE,
            SqlDialect.CLICKHOUSE,
            SqlDialect.UNKNOWN);

    private static final int ROUNDS = 20_000;

    /** What might end a quote, a comment, a statement or a parameter, or be cut in its middle. */
    private static final List<String> DANGEROUS = List.of(
            "'",
            "\"",
            "`",
            "*/",
            "/*",
            "--",
            "#",
            "\n",
            "\r",
            "\0",
            "%",
            "%27",
            "%2A/",
            "\\",
            "\\'",
            "?",
            ":x",
            "$1",
            "{",
            "}",
            ";",
            "=",
            ",",
            "é",
            "\u20ac",
            "\ud83d\ude00",
            " ",
            "+",
            "a",
            "Z",
            "9",
            "_",
            ".",
            "~");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "select 1|select 1 /*c*/",
                "select 1  |select 1 /*c*/  ",
                "select 1;|select 1 /*c*/;",
                "select 1 ; ;|select 1 /*c*/ ; ;",
                "select 1 -- x|select 1 -- x\\n/*c*/",
                "select 1; -- x|select 1; -- x\\n/*c*/",
                "select 1 # x|select 1 # x\\n/*c*/",
                "select 1 // x|select 1 // x\\n/*c*/",
                "select 1 -- x\\nfrom t|select 1 -- x\\nfrom t /*c*/",
                "select '--'|select '--'\\n/*c*/",
                "select 1 /* x */|select 1 /* x */ /*c*/",
                "select /*+ MAX_EXECUTION_TIME(9) */ 1|select /*+ MAX_EXECUTION_TIME(9) */ 1 /*c*/",
                "begin p(); end;|begin p(); end /*c*/;",
                "select {fn now()} from t|select {fn now()} from t /*c*/"
            })
    void comment_standsBehindTheLastToken(String sql, String commented) {
        assertThat(CommentedSql.mayHaveComment(lines(sql))).isTrue();
        assertThat(CommentedSql.append(lines(sql), "/*c*/")).isEqualTo(lines(commented));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ; ",
                "{call p(?)}",
                " {? = call f(?)} ; ",
                "/* x */ {call p()}",
                "create table t (id int)",
                " CREATE\nview v as select 1",
                "alter view v as select 1",
                "select 1 -- x;",
                "select 1 -- x\n;",
                "select '--' ; ",
                "select 1 /*orm='User.find'*/",
                "select 1 /*a='1',b='2'*/;",
                "/*a%20b=''*/ select 1"
            })
    void statement_mayHaveNone(String sql) {
        assertThat(CommentedSql.mayHaveComment(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created = 1",
                "select 1 /* x='y' */",
                "select 'it''s /* a=''b''*/'",
                "select 1 /* insert for Users */",
                "/*",
                "'*/",
                "*/"
            })
    void statement_mayHaveOne(String sql) {
        assertThat(CommentedSql.mayHaveComment(sql)).isTrue();
    }

    @Test
    void whateverTheTags_theCommentDecodes_andIsOneCommentInEveryDialect() {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(OpenTelemetrySdk.builder().build())
                .sqlComment(SqlComment.TAGS)
                .build();
        Random random = new Random(4711);
        for (int i = 0; i < ROUNDS; i++) {
            Map<String, String> given = new TreeMap<>();
            SqlTags tags = SqlTags.of("first", "1");
            given.put("first", "1");
            for (int n = random.nextInt(4); n > 0; n--) {
                String key = "k" + text(random, 3);
                String value = text(random, 12);
                tags = tags.and(key, value);
                given.put(key, value);
            }
            try (Scope scope = tags.makeCurrent()) {
                String comment = tracing.tracer().comments().ofPrepared(null);

                assertThat(decoded(comment)).isEqualTo(given);
                for (SqlDialect dialect : DIALECTS) {
                    assertThat(tokens(comment, dialect)).as(comment).containsExactly(SqlScanner.Token.COMMENT);
                }
            }
        }
    }

    private static String text(Random random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(parts + 1); n > 0; n--) {
            text.append(
                    random.nextInt(4) == 0
                            ? Character.toString(random.nextInt(0x20, 0xd800))
                            : DANGEROUS.get(random.nextInt(DANGEROUS.size())));
        }
        return text.toString();
    }

    /** As any tool reads it; what was cut cannot be compared, so nothing here is that long. */
    private static Map<String, String> decoded(String comment) {
        return List.of(comment.substring(2, comment.length() - 2).split(",")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decode(pair[0]),
                        pair -> decode(pair[1].substring(1, pair[1].length() - 1)),
                        (a, b) -> b,
                        TreeMap::new));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static List<SqlScanner.Token> tokens(String sql, SqlDialect dialect) {
        List<SqlScanner.Token> tokens = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(sql, sql.length(), dialect);
        SqlScanner.Token token = scanner.next();
        while (token != SqlScanner.Token.END) {
            tokens.add(token);
            token = scanner.next();
        }
        return tokens;
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }
}
