package dev.ormtracing.benchmarks.subject;

import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import javax.sql.DataSource;

/** OpenTelemetry's library instrumentation of JDBC with its defaults. */
record OpenTelemetryJdbc(Mode mode) implements Subject {

    @Override
    public DataSource wrap(DataSource dataSource) {
        return JdbcTelemetry.create(Sdk.of(mode)).wrap(dataSource);
    }

    @Override
    public void enter() {
        Sdk.enter(mode);
    }
}
