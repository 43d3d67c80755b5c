package dev.ormtracing.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What H2 runs as a stored procedure. */
public final class Procedures {

    private Procedures() {}

    /** Gives every user this name. */
    public static void renameUsers(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update users set name = ?")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }
}
