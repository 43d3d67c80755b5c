package dev.ormtracing.benchmarks.subject;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.jdbc.TracingDataSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** This project. */
final class Ours implements Subject {

    private final Mode mode;
    private final OrmTracing tracing;

    private Ours(Mode mode, OrmTracing.Builder builder) {
        this.mode = mode;
        tracing = switch (mode) {
            case NO_SDK -> OrmTracing.global();
            case OFF -> builder.enabled(false).build();
            default -> builder.openTelemetry(Sdk.of(mode)).build();
        };
    }

    static Subject full(Mode mode) {
        return new Ours(mode, OrmTracing.builder());
    }

    static Subject compact(Mode mode) {
        return new Ours(mode, OrmTracing.builder().detail(Detail.COMPACT));
    }

    /** With a setting written as {@code name=value}. */
    static Subject with(Mode mode, String setting) {
        int equals = setting.indexOf('=');
        String name = setting.substring(0, equals);
        String value = setting.substring(equals + 1);
        return new Ours(
                mode,
                OrmTracing.builder().settings(UnaryOperator.identity(), known -> known.equals(name) ? value : null));
    }

    @Override
    public DataSource wrap(DataSource dataSource) {
        return TracingDataSource.wrap(dataSource, tracing);
    }

    @Override
    public void configure(Map<Object, Object> settings, DataSource dataSource) {
        settings.put("hibernate.connection.datasource", dataSource);
        settings.put(OrmTracingSettings.TRACING, tracing);
    }

    @Override
    public void enter() {
        Sdk.enter(mode);
    }
}
