package dev.ormtracing.quarkus.internal;

import dev.ormtracing.console.TraceConsole;
import dev.ormtracing.quarkus.OrmTracingConsoleConfig;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The live page in development mode. It begins with Quarkus' OpenTelemetry, which asks for processors, and ends with the
 * application, so that the port is free for the next start.
 */
@Singleton
public class ConsoleProducer {

    private static final Logger LOG = Logger.getLogger("dev.ormtracing");

    private final @Nullable TraceConsole console;

    ConsoleProducer(OrmTracingConsoleConfig config) {
        console = started(config.port());
    }

    private static @Nullable TraceConsole started(int port) {
        try {
            return TraceConsole.builder().port(port).start();
        } catch (Throwable e) {
            LOG.warnf(
                    "There is no live page: %s. quarkus.orm-tracing.console.port sets another port than %d",
                    e.getMessage(), port);
            return null;
        }
    }

    @Produces
    @Singleton
    @Unremovable
    SpanProcessor ormTracingConsoleProcessor() {
        return console == null ? SpanProcessor.composite() : console.spanProcessor();
    }

    @PreDestroy
    void close() {
        if (console != null) {
            console.close();
        }
    }
}
