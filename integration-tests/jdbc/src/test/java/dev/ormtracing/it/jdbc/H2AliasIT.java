package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** H2's procedures: Java methods that may give rows. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = "H2")
class H2AliasIT extends DatabaseTest {

    @Test
    void functionThatGivesRows_pointsBackToItsStatement() throws Exception {
        given("create alias numbers as 'import java.sql.*; @CODE ResultSet numbers(Connection c) throws SQLException"
                + " { return c.createStatement().executeQuery(\"select 1 as a union select 2\"); }'");
        try {
            List<String> seen = sameAsBare(dataSource -> {
                try (Connection connection = dataSource.getConnection();
                        CallableStatement call = connection.prepareCall("{call numbers()}");
                        ResultSet rows = call.executeQuery()) {
                    assertThat(rows.getStatement()).isSameAs(call);
                    return Rows.of(rows);
                }
            });
            assertThat(seen).containsExactly("A=1", "A=2");
        } finally {
            given("drop alias numbers");
        }
    }
}
