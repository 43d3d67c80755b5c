package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import dev.ormtracing.jdbc.internal.sql.SqlText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases whose text may be of several dialects, or hold code of another language: whatever may be a literal is hidden. */
class UndecidedDialectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:exa:db.example.org:8563;schema=shop",
                "jdbc:netezza://db.example.org:5480/shop",
                "jdbc:cloudspanner:/projects/p/instances/i/databases/shop",
                "jdbc:cloudspanner:/projects/p/instances/i/databases/shop?dialect=postgresql",
                "jdbc:athena://Region=eu-west-1;Catalog=shop",
                "jdbc:awsathena://AwsRegion=eu-west-1;Schema=shop",
                "jdbc:oceanbase://db.example.org:2881/shop",
                "jdbc:oceanbase://db.example.org:2881/shop?compatibleOjdbcVersion=8",
            })
    void whatMayBeALiteral_isHidden(String url) {
        SqlDialect dialect = JdbcUrl.parse(url).system().dialect();

        assertThat(dialect).isEqualTo(SqlDialect.UNKNOWN);
        assertThat(SqlText.sanitize(
                        "select \"Ada\" from users where name = 'Bob' and note = \"Eve\" and id = 75", dialect))
                .startsWith("select ")
                .doesNotContain("Ada", "Bob", "Eve", "75");
    }
}
