package dev.ormtracing.quarkus.test;

import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Adds a recorder to what Quarkus' OpenTelemetry tells of its spans. Each start of the application has its own. */
@Singleton
class TraceRecorderProducer {

    private final TraceRecorder recorder = TraceRecorder.create();

    @Produces
    @Singleton
    @Unremovable
    TraceRecorder recorder() {
        return recorder;
    }

    @Produces
    @Singleton
    @Unremovable
    Traces traces() {
        return recorder.traces();
    }

    @Produces
    @Singleton
    @Unremovable
    SpanProcessor spanProcessor() {
        return recorder.spanProcessor();
    }

    @PreDestroy
    void close() {
        recorder.close();
    }
}
