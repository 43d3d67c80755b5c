package dev.ormtracing.benchmarks.subject;

import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import net.ttddyy.observation.tracing.ConnectionTracingObservationHandler;
import net.ttddyy.observation.tracing.DataSourceObservationListener;
import net.ttddyy.observation.tracing.QueryTracingObservationHandler;
import net.ttddyy.observation.tracing.ResultSetTracingObservationHandler;

/** datasource-micrometer on Micrometer's bridge to OpenTelemetry, put together as its Spring Boot starter does. */
record DatasourceMicrometer(Mode mode) implements Subject {

    @Override
    public DataSource wrap(DataSource dataSource) {
        DataSourceObservationListener listener = new DataSourceObservationListener(registry());
        return ProxyDataSourceBuilder.create(dataSource)
                .listener(listener)
                .methodListener(listener)
                .build();
    }

    private ObservationRegistry registry() {
        OtelTracer tracer =
                new OtelTracer(Sdk.of(mode).getTracer("benchmark"), new OtelCurrentTraceContext(), event -> {});
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new ConnectionTracingObservationHandler(tracer),
                        new QueryTracingObservationHandler(tracer),
                        new ResultSetTracingObservationHandler(tracer),
                        new DefaultTracingObservationHandler(tracer)));
        return registry;
    }

    @Override
    public void enter() {
        Sdk.enter(mode);
    }
}
