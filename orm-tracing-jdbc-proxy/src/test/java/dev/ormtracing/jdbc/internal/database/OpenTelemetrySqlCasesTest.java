package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The test cases that the OpenTelemetry semantic conventions publish for {@code db.query.text} and
 * {@code db.query.summary}, kept unchanged in {@code opentelemetry-db-sql-test-cases.json}.
 */
class OpenTelemetrySqlCasesTest {

    @TestFactory
    Stream<DynamicTest> everyCase_holds() throws Exception {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> check(c)));
    }

    private static void check(JsonObject sqlCase) {
        String query = sqlCase.getAsJsonObject("input").get("query").getAsString();
        JsonObject expected = sqlCase.getAsJsonObject("expected");
        for (SqlDialect dialect : List.of(SqlDialect.UNKNOWN, SqlDialect.STANDARD, SqlDialect.POSTGRESQL)) {
            SqlDescription description = SqlDescription.unprepared(query, dialect);
            assertThat(texts(expected)).contains(description.text);
            assertThat(description.summary)
                    .isEqualTo(expected.get("db.query.summary").getAsString());
        }
    }

    private static List<String> texts(JsonObject expected) {
        JsonArray texts = expected.getAsJsonArray("db.query.text");
        return texts.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static List<JsonObject> cases() throws Exception {
        try (Reader json = new InputStreamReader(
                OpenTelemetrySqlCasesTest.class.getResourceAsStream("/opentelemetry-db-sql-test-cases.json"),
                StandardCharsets.UTF_8)) {
            List<JsonObject> cases = new ArrayList<>();
            JsonParser.parseReader(json).getAsJsonArray().forEach(c -> cases.add(c.getAsJsonObject()));
            return cases;
        }
    }
}
