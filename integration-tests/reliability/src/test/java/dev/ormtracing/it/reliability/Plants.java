package dev.ormtracing.it.reliability;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a bad wrapper could do to the application. */
final class Plants {

    private Plants() {}

    static DataSource anotherValue(DataSource driver) {
        return ObservedDataSource.of(driver, new ObservedDataSource.Observer() {
            @Override
            public @Nullable Object answered(Method method, @Nullable Object answer) {
                return Objects.equals(answer, "bob") ? "Bob" : answer;
            }
        });
    }

    static DataSource anotherException(DataSource driver) {
        return ObservedDataSource.of(driver, new ObservedDataSource.Observer() {
            @Override
            public SQLException failed(SQLException failure) {
                return failure instanceof SQLIntegrityConstraintViolationException
                        ? new SQLException(failure.getMessage(), failure.getSQLState(), failure.getErrorCode())
                        : failure;
            }
        });
    }

    static DataSource noCommit(DataSource driver) {
        return ObservedDataSource.of(driver, new ObservedDataSource.Observer() {
            @Override
            public boolean isLeftOut(String call) {
                return call.startsWith("Connection.commit");
            }
        });
    }
}
