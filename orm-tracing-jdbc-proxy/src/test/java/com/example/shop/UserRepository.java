package com.example.shop;

import java.sql.SQLException;

/** Stands for the code of an application. */
public final class UserRepository {

    /** Works on a connection. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    private UserRepository() {}

    /** Does the work. */
    public static void run(Work work) throws SQLException {
        work.run();
    }
}
