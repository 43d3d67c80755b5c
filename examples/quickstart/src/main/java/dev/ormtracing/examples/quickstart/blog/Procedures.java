package dev.ormtracing.examples.quickstart.blog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Stored procedures: in H2 they are Java methods. */
public final class Procedures {

    private Procedures() {}

    public static void renameUser(Connection connection, long id, String name) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update users set name = ? where id = ?")) {
            update.setString(1, name);
            update.setLong(2, id);
            update.executeUpdate();
        }
    }
}
