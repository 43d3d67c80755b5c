package dev.ormtracing.it.reliability;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** How the traced application is set up: everything that takes another path. */
enum TracingMode {
    FULL(settings -> settings),
    COMPACT(settings -> settings.detail(Detail.COMPACT)),
    ADAPTIVE(settings -> settings.detail(Detail.ADAPTIVE).slowOperationThreshold(Duration.ofNanos(200_000))),
    UNSAMPLED(settings -> settings),
    VALUES(settings ->
            settings.recordQueryParameters(true).recordReturnedRows(true).recordExceptionMessages(true)),
    INSIGHT(settings -> settings.nPlusOneThreshold(2).mergeOperationsAfter(1).metrics(true)),
    UNSAMPLED_WITH_METRICS(settings -> settings.metrics(true));

    private final UnaryOperator<OrmTracing.Builder> settings;

    TracingMode(UnaryOperator<OrmTracing.Builder> settings) {
        this.settings = settings;
    }

    OrmTracing.Builder apply(OrmTracing.Builder builder) {
        return settings.apply(builder);
    }

    Sampler sampler() {
        return name().startsWith("UNSAMPLED") ? Sampler.alwaysOff() : Sampler.alwaysOn();
    }
}
