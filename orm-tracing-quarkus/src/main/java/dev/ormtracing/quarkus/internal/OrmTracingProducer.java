package dev.ormtracing.quarkus.internal;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.QueryParameterRedactor;
import dev.ormtracing.quarkus.OrmTracingConfig;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.eclipse.microprofile.config.Config;

/**
 * What the application is traced with, unless it has an {@link OrmTracing} bean of its own. Each start makes one, so that
 * after a live reload nothing keeps the OpenTelemetry from before.
 */
@Singleton
public class OrmTracingProducer {

    OrmTracingProducer() {}

    /** With Quarkus' OpenTelemetry, as soon as there is one; without its extension, with the global one. */
    @Produces
    @Singleton
    @DefaultBean
    @Unremovable
    OrmTracing ormTracing(OrmTracingConfig config, Config all, @Any Instance<OpenTelemetry> openTelemetry) {
        OrmTracing.Builder builder = OrmTracing.builder()
                .settings(
                        "orm.tracing."::concat, name -> all.getConfigValue(name).getValue())
                .openTelemetry(() -> openTelemetry.isUnsatisfied() ? null : openTelemetry.get());
        applySpans(builder, config);
        applyStatements(builder, config);
        applyFindings(builder, config);
        return builder.build();
    }

    private static void applySpans(OrmTracing.Builder builder, OrmTracingConfig config) {
        apply(config.enabled(), builder::enabled);
        apply(config.spanNamePrefix(), builder::spanNamePrefix);
        apply(config.spanNaming(), builder::spanNaming);
        apply(config.detail(), builder::detail);
        apply(config.slowOperationThreshold(), builder::slowOperationThreshold);
        apply(config.minPhaseDuration(), builder::minPhaseDuration);
        apply(config.cacheThreshold(), builder::cacheThreshold);
        apply(config.recordExceptionMessages(), builder::recordExceptionMessages);
        apply(config.recordCaller(), builder::recordCaller);
        apply(config.mergeOperationsAfter(), builder::mergeOperationsAfter);
    }

    private static void applyStatements(OrmTracing.Builder builder, OrmTracingConfig config) {
        apply(config.emitOldDatabaseSemconv(), builder::emitOldDatabaseSemconv);
        apply(config.recordQueryParameters(), builder::recordQueryParameters);
        apply(config.queryParameterMaxLength(), builder::queryParameterMaxLength);
        apply(config.queryParameterHiddenColumns().map(OrmTracingProducer::hiding), builder::queryParameterRedactor);
        apply(config.recordReturnedRows(), builder::recordReturnedRows);
        apply(config.queryText(), builder::queryText);
        apply(config.leaveOutStatements().map(text -> text.split(";")), builder::leaveOutStatements);
        apply(config.sqlComment(), builder::sqlComment);
        apply(config.propagateToSession(), builder::propagateToSession);
    }

    private static void applyFindings(OrmTracing.Builder builder, OrmTracingConfig config) {
        apply(config.nPlusOneThreshold(), builder::nPlusOneThreshold);
        apply(config.largeResultThreshold(), builder::largeResultThreshold);
        apply(config.largePersistenceContextThreshold(), builder::largePersistenceContextThreshold);
        apply(config.metrics(), builder::metrics);
        apply(config.logSlowOperations(), builder::logSlowOperations);
    }

    private static QueryParameterRedactor hiding(List<String> columns) {
        return QueryParameterRedactor.hidingColumns(columns.toArray(String[]::new));
    }

    private static <T> void apply(Optional<T> value, Consumer<T> setter) {
        value.ifPresent(setter);
    }

    private static void apply(OptionalInt value, IntConsumer setter) {
        value.ifPresent(setter);
    }
}
