package dev.ormtracing.it.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whole results, to be compared. */
final class Rows {

    private Rows() {}

    /** The rows that are left, each as text with its column names. Closes the result set. */
    static List<String> of(ResultSet result) throws SQLException {
        try (result) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        }
    }

    static List<String> of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return of(statement.executeQuery(sql));
        }
    }

    private static String row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.append(columns.getColumnLabel(i))
                    .append('=')
                    .append(result.getString(i))
                    .append(' ');
        }
        return row.toString().trim();
    }
}
