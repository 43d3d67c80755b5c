package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Types;

/** What the databases have in common whose procedures change their parameters. */
abstract class RoutineTest extends DatabaseTest {

    /** @param createIncrement makes the procedure {@code increment}, which adds one to its parameter */
    final void incrementsAsBare(String createIncrement) throws Exception {
        given(createIncrement);
        try {
            int incremented = sameAsBare(dataSource -> {
                try (Connection connection = dataSource.getConnection();
                        CallableStatement call = connection.prepareCall("{call increment(?)}")) {
                    call.setInt(1, 1);
                    call.registerOutParameter(1, Types.INTEGER);
                    call.execute();
                    return call.getInt(1);
                }
            });
            assertThat(incremented).isEqualTo(2);
        } finally {
            given("drop procedure increment");
        }
        expect("""
                connect
                db_query CLIENT call increment
                """);
    }
}
