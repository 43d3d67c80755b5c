package dev.ormtracing.core.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.LoggedLines;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    @Test
    void report_tellsWhereItFailedWithoutWhatTheMessageQuotes() {
        try (LoggedLines logged = new LoggedLines("dev.ormtracing")) {
            Guard.report(new SQLException("Unique index violation: 'ada@example.org'", "23505", 42));

            assertThat(logged.all())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains(
                                    "java.sql.SQLException [SQLSTATE 23505, code 42]",
                                    "\tat " + getClass().getName())
                            .doesNotContain("ada@example.org"));
        }
    }
}
