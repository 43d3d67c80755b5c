package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.servers.Database;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A procedure with a parameter in and one out, on each database. */
class CallableStatementIT extends EveryDatabase {

    @Test
    void parameters_goInAndOut() throws Exception {
        given(Sql.procedure(database));
        try {
            List<Object> seen = sameAsBare(dataSource -> {
                try (Connection connection = dataSource.getConnection();
                        CallableStatement call = connection.prepareCall(twice())) {
                    int out = database == Database.H2 ? 1 : 2;
                    call.registerOutParameter(out, Types.INTEGER);
                    call.setInt(3 - out, 21);
                    boolean returnsRows = call.execute();
                    return List.of(returnsRows, call.getInt(out), call.getObject(out), call.getUpdateCount());
                }
            });
            assertThat(seen).contains(42);
        } finally {
            given(Sql.dropProcedure(database));
        }
    }

    private String twice() {
        return database == Database.H2 ? "{? = call twice(?)}" : "{call twice(?, ?)}";
    }
}
