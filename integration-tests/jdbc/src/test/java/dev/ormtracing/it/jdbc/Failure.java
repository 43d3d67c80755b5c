package dev.ormtracing.it.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an application can tell of an exception. */
record Failure(
        Class<?> type, @Nullable String message, @Nullable String sqlState, int vendorCode) {

    static Failure of(Throwable failure) {
        return failure instanceof SQLException sql
                ? new Failure(sql.getClass(), sql.getMessage(), sql.getSQLState(), sql.getErrorCode())
                : new Failure(failure.getClass(), failure.getMessage(), null, 0);
    }

    /** The exception and its causes. */
    static List<Failure> chain(@Nullable Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Failure::of)
                .toList();
    }
}
