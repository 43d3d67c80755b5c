package dev.ormtracing.load.application;

import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.OpenTelemetry;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import net.ttddyy.observation.tracing.ConnectionTracingObservationHandler;
import net.ttddyy.observation.tracing.DataSourceObservationListener;
import net.ttddyy.observation.tracing.QueryTracingObservationHandler;
import net.ttddyy.observation.tracing.ResultSetTracingObservationHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** datasource-micrometer on Micrometer's bridge to OpenTelemetry, put together as its Spring Boot starter does. */
@Configuration(proxyBeanMethods = false)
@Profile("datasource-micrometer")
class DatasourceMicrometerConfiguration {

    @Bean
    static WrappedDataSources wrappedDataSources(ObjectProvider<OpenTelemetry> openTelemetry) {
        return new WrappedDataSources(dataSource -> wrap(dataSource, openTelemetry.getObject()));
    }

    private static DataSource wrap(DataSource dataSource, OpenTelemetry openTelemetry) {
        DataSourceObservationListener listener = new DataSourceObservationListener(registry(openTelemetry));
        return ProxyDataSourceBuilder.create(dataSource)
                .listener(listener)
                .methodListener(listener)
                .build();
    }

    private static ObservationRegistry registry(OpenTelemetry openTelemetry) {
        OtelTracer tracer = new OtelTracer(openTelemetry.getTracer("load"), new OtelCurrentTraceContext(), event -> {});
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new ConnectionTracingObservationHandler(tracer),
                        new QueryTracingObservationHandler(tracer),
                        new ResultSetTracingObservationHandler(tracer),
                        new DefaultTracingObservationHandler(tracer)));
        return registry;
    }
}
