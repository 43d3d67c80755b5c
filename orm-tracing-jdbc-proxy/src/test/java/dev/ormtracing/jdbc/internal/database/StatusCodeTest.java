package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conventions want the code that says most, and both where that is not known. */
class StatusCodeTest {

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "MYSQL, 42S02, 1146, 1146",
        "MARIADB, 42S02, 1146, 1146",
        "MYSQL, 08S01, 0, 08S01",
        "POSTGRESQL, 42P01, 0, 42P01",
        "COCKROACHDB, 42P01, 0, 42P01",
        "REDSHIFT, 42P01, 0, 42P01",
        "H2, 42S02, 42102, 42S02",
        "DERBY, 42X05, 30000, 42X05",
        "HSQLDB, 42501, -5501, 42501",
        "SQL_SERVER, S0002, 208, 208",
        "ORACLE, 42000, 942, ORA-00942",
        "DB2, 42704, -204, -204",
        "SQLITE, , 1, 1",
        "CLICKHOUSE, 07000, 60, 60",
        "TRINO, , 46, 46",
        "OTHER, 42000, 1071, 42000/1071",
        "OTHER, 42000, 0, 42000",
        "OTHER, , 0, ",
    })
    void statusCode_isTheOneThatUsersLookUp(DatabaseSystem system, String state, int code, String expected) {
        assertThat(system.statusCode(new SQLException("no", state, code))).isEqualTo(expected);
    }

    /** Where people write other digits, these stay what is looked up. */
    @Test
    void statusCode_isTheSameInEveryLanguage() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(new Locale("ar", "EG"));
        try {
            assertThat(DatabaseSystem.ORACLE.statusCode(new SQLException("no", "42000", 942)))
                    .isEqualTo("ORA-00942");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void otherFailures_haveNone() {
        assertThat(DatabaseSystem.OTHER.statusCode(new IllegalStateException())).isNull();
    }
}
