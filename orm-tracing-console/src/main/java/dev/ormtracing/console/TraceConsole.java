package dev.ormtracing.console;

import dev.ormtracing.console.internal.http.AccessRules;
import dev.ormtracing.console.internal.http.Badge;
import dev.ormtracing.console.internal.http.ConsoleEndpoint;
import dev.ormtracing.console.internal.http.LiveSettings;
import dev.ormtracing.console.internal.http.LoopbackServer;
import dev.ormtracing.console.internal.http.OwnRequests;
import dev.ormtracing.console.internal.trace.ConsoleLog;
import dev.ormtracing.console.internal.trace.Limits;
import dev.ormtracing.console.internal.trace.OwnSdk;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.core.RuntimeSettings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;

/**
 * The last traces of this process as a live page, for development. It works beside any exporter, and without one.
 *
 * <pre>{@code
 * TraceConsole.start(4390); // open http://localhost:4390/orm-traces
 * }</pre>
 *
 * <p>An application that builds its OpenTelemetry SDK gives it the console's span processor:
 *
 * <pre>{@code
 * TraceConsole console = TraceConsole.builder().port(4390).start();
 * SdkTracerProvider.builder().addSpanProcessor(console.spanProcessor())…
 * }</pre>
 *
 * <p>Only programs on this machine can connect; pages of other sites in its browser are refused. What is shown is what the
 * sampled spans have, nothing more. No thread that ends a span ever waits for the console. Thread-safe; its threads are
 * daemons.
 *
 * @since 0.1.0
 */
public final class TraceConsole implements AutoCloseable {

    private final TraceKeeper keeper;
    private final LoopbackServer server;

    private TraceConsole(Builder builder) {
        keeper = new TraceKeeper(builder.limits, new OwnRequests(LoopbackServer.BASE));
        ConsoleEndpoint endpoint = new ConsoleEndpoint(
                keeper,
                new AccessRules(false, Set.of()),
                builder.limits,
                new LiveSettings(RuntimeSettings::all),
                Badge.OFF);
        server = LoopbackServer.start(endpoint, builder.port);
        keeper.start();
        ConsoleLog.info("Traces are shown at " + address());
    }

    /**
     * Starts a console with every default. If no {@link GlobalOpenTelemetry} is registered, an SDK is, which samples
     * everything and exports nothing; so call this after an application that registers its own. If one is there, it needs
     * the {@link #spanProcessor()}, and the log says so.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException when the port is taken
     */
    public static TraceConsole start(int port) {
        TraceConsole console = builder().port(port).start();
        OwnSdk.registerUnlessThereIsOne(console.spanProcessor());
        return console;
    }

    /** Returns a builder, which has every default. */
    public static Builder builder() {
        return new Builder();
    }

    /** What an SDK tells the console its spans by. Shutting it down does nothing. */
    public SpanProcessor spanProcessor() {
        return keeper;
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://localhost:" + server.port() + LoopbackServer.BASE);
    }

    /** Stops the server and forgets all traces. An SDK that {@link #start(int)} has registered stays, and does nothing. */
    @Override
    public void close() {
        keeper.stop();
        server.stop();
    }

    /**
     * Configures a {@link TraceConsole}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private Limits limits = Limits.STANDARD;
        private int port = 4390;

        private Builder() {}

        /** The port of the loopback interface; 0 for any that is free. Default: 4390. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * How many traces are kept. Default: 200.
         *
         * @throws IllegalArgumentException when it is not positive
         */
        public Builder maxTraces(int traces) {
            limits = limits.withTraces(traces);
            return this;
        }

        /**
         * How many spans are kept, of all traces together; of one trace, a fifth of them. Default: 50,000.
         *
         * @throws IllegalArgumentException when it is not positive
         */
        public Builder maxSpans(int spans) {
            limits = limits.withSpans(spans);
            return this;
        }

        /**
         * How much memory the kept spans may take, by estimate. Default: 64 MB.
         *
         * @throws IllegalArgumentException when it is not positive
         */
        public Builder maxBytes(long bytes) {
            limits = limits.withBytes(bytes);
            return this;
        }

        /**
         * Starts a console, and registers nothing.
         *
         * @throws UncheckedIOException when the port is taken
         */
        public TraceConsole start() {
            return new TraceConsole(this);
        }
    }
}
