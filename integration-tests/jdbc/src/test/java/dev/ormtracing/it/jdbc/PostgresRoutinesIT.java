package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What procedures and functions of PostgreSQL have that others have not. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = "POSTGRESQL")
class PostgresRoutinesIT extends RoutineTest {

    private static final String BOOKS = "create function books() returns refcursor language plpgsql as"
            + " 'declare c refcursor; begin open c for select 1 as a union all select 2; return c; end'";

    @Test
    void parameterInAndOut_comesBackChanged() throws Exception {
        incrementsAsBare("create procedure increment(inout n int) language plpgsql as 'begin n := n + 1; end'");
    }

    @Test
    void cursor_hasTheSameRows() throws Exception {
        given(BOOKS);
        try {
            List<String> rows =
                    sameAsBare(dataSource -> withBooks(dataSource, call -> Rows.of((ResultSet) call.getObject(1))));
            assertThat(rows).containsExactly("a=1", "a=2");
        } finally {
            given("drop function books");
        }
    }

    @Test
    void cursor_pointsBackToWhatWasHandedOut() throws Exception {
        given(BOOKS);
        try {
            withBooks(traced(), call -> {
                ResultSet cursor = (ResultSet) call.getObject(1);
                assertThat(cursor.getStatement()).isSameAs(cursor.getStatement());
                assertThat(cursor.getStatement().getConnection()).isSameAs(call.getConnection());
                assertThat(call.getObject(1, ResultSet.class).getStatement().getConnection())
                        .isSameAs(call.getConnection());
                return cursor;
            });
        } finally {
            given("drop function books");
        }
    }

    private static <T> T withBooks(DataSource dataSource, Use<T> use) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (CallableStatement call = connection.prepareCall("{? = call books()}")) {
                call.registerOutParameter(1, Types.REF_CURSOR);
                call.execute();
                return use.of(call);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(CallableStatement call) throws SQLException;
    }
}
