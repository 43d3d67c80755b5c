package dev.ormtracing.load.application;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** OpenTelemetry's library instrumentation of JDBC with its defaults. */
@Configuration(proxyBeanMethods = false)
@Profile("opentelemetry-jdbc")
class OpenTelemetryJdbcConfiguration {

    @Bean
    static WrappedDataSources wrappedDataSources(ObjectProvider<OpenTelemetry> openTelemetry) {
        return new WrappedDataSources(
                dataSource -> JdbcTelemetry.create(openTelemetry.getObject()).wrap(dataSource));
    }
}
