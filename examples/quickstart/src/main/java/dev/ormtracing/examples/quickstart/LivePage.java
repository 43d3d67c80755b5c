package dev.ormtracing.examples.quickstart;

import dev.ormtracing.console.TraceConsole;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The traces as they happen, on a page that this program serves. */
record LivePage(TraceConsole console) {

    static final String ADDRESS = "http://localhost:4390/orm-traces";

    static Optional<LivePage> ifAskedFor() {
        return Boolean.getBoolean("quickstart.stay")
                ? Optional.of(new LivePage(TraceConsole.builder().start()))
                : Optional.empty();
    }

    SpanProcessor beside(SpanProcessor other) {
        return SpanProcessor.composite(other, console.spanProcessor());
    }

    /** Until whoever has started the program ends its standard input. */
    void stay(Runnable operation) {
        System.out.println(
                "== Open " + console.address() + "; each second there is an operation more. Ctrl-C ends it.");
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (console) {
            timer.scheduleAtFixedRate(operation, 1, 1, TimeUnit.SECONDS);
            System.in.transferTo(OutputStream.nullOutputStream());
            timer.shutdown();
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
        }
    }
}
