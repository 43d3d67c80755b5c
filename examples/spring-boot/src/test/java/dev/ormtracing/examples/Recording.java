package dev.ormtracing.examples;

import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Keeps the spans of an application for its tests: Spring Boot's OpenTelemetry uses every span processor it finds. */
@TestConfiguration(proxyBeanMethods = false)
public class Recording {

    @Bean
    TraceRecorder recorder() {
        return TraceRecorder.create();
    }

    @Bean
    SpanProcessor recordingProcessor(TraceRecorder recorder) {
        return recorder.spanProcessor();
    }
}
