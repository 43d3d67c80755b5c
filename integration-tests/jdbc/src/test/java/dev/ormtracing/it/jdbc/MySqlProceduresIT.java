package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What procedures of MySQL and MariaDB have that others have not. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ormtracing.it.servers.Database#mySqlLike")
class MySqlProceduresIT extends RoutineTest {

    @Test
    void parameterInAndOut_comesBackChanged() throws Exception {
        incrementsAsBare("create procedure increment(inout n int) set n = n + 1");
    }

    @Test
    void severalResults_comeOneAfterTheOther() throws Exception {
        given("create procedure several() begin select 1 as a union select 2; select 3 as b; set @x = 1; end");
        try {
            List<Object> seen = sameAsBare(dataSource -> {
                try (Connection connection = dataSource.getConnection();
                        CallableStatement call = connection.prepareCall("{call several()}")) {
                    List<Object> results = new ArrayList<>();
                    boolean rows = call.execute();
                    while (rows || call.getUpdateCount() != -1) {
                        if (rows) {
                            assertThat(call.getResultSet().getStatement()).isSameAs(call);
                        }
                        results.add(rows ? Rows.of(call.getResultSet()) : call.getUpdateCount());
                        rows = call.getMoreResults();
                    }
                    return results;
                }
            });
            assertThat(seen).startsWith(List.of("a=1", "a=2"), List.of("b=3"));
        } finally {
            given("drop procedure several");
        }
        expect("""
                connect
                db_query CLIENT call several
                """);
    }
}
