package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.recording.RecordingProcessor;
import dev.ormtracing.testing.internal.span.SpanNames;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.OpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An OpenTelemetry SDK in memory that keeps every span, and checks that none is left open. {@link OrmTracingExtension}
 * gives a recorder to each test. A recorder also works without JUnit:
 *
 * <pre>{@code
 * try (TraceRecorder recorder = TraceRecorder.create()) {
 *     application(recorder.openTelemetry()).run();
 *     System.out.println(recorder.traces());
 *     recorder.check();
 * }
 * }</pre>
 *
 * <p>Several tests can share a recorder: {@link #beginTest()} before each of them and {@link #endTest()} afterwards let each
 * see its own spans only.
 *
 * <p>Recorders do not know of each other, so tests can run in parallel, a recorder each. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TraceRecorder implements AutoCloseable {

    private static final AtomicReference<@Nullable TraceRecorder> GLOBAL = new AtomicReference<>();

    private final RecordingProcessor processor = new RecordingProcessor();
    private final OpenTelemetrySdk sdk;
    private final Traces traces;
    private final Traces everything;
    private final TraceInvariants invariants;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable OpenTelemetry globalBefore;
    private volatile Thread thread = Thread.currentThread();
    private volatile Context contextBefore = Context.current();
    private volatile Set<Long> openBefore = Set.of();

    private TraceRecorder(Builder builder) {
        SdkTracerProviderBuilder tracerProvider = SdkTracerProvider.builder().addSpanProcessor(processor);
        builder.tracerProvider.accept(tracerProvider);
        OpenTelemetrySdkBuilder sdkBuilder = OpenTelemetrySdk.builder()
                .setTracerProvider(tracerProvider.build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        builder.openTelemetry.accept(sdkBuilder);
        sdk = sdkBuilder.build();
        traces = Traces.live(processor::recorded, builder.names);
        everything = Traces.live(processor::recorded, builder.names);
        invariants = builder.invariants;
    }

    /** A recorder with every default. */
    public static TraceRecorder create() {
        return builder().build();
    }

    /** Returns a builder, which has every default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The SDK, not registered anywhere: pass it to what is to be traced. */
    public OpenTelemetry openTelemetry() {
        return sdk;
    }

    /**
     * The processor that records the spans, for an SDK that somebody else builds. Spring Boot's uses it as a bean. The
     * spans of {@link #openTelemetry()} are recorded in any case. Always the same object; shutting it down does nothing.
     */
    public SpanProcessor spanProcessor() {
        return processor;
    }

    /** The recorded traces, live. Always the same object. */
    public Traces traces() {
        return traces;
    }

    /** The names of the spans that have started and not ended, in the order of their start. */
    public List<String> openSpans() {
        return processor.openNames();
    }

    /**
     * Registers the SDK as {@link GlobalOpenTelemetry} until {@link #close()}, which restores what was registered
     * before. With an API older than 1.57, which cannot reveal what that was, nothing is restored.
     *
     * @throws IllegalStateException when another recorder is registered: tests that need the global must not run in
     *     parallel
     */
    public void registerGlobally() {
        if (!GLOBAL.compareAndSet(null, this)) {
            throw new IllegalStateException("another TraceRecorder is registered as GlobalOpenTelemetry; tests that"
                    + " register one must not run in parallel, see JUnit's @Isolated and @ResourceLock");
        }
        globalBefore = globalOrNull();
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(sdk);
    }

    /**
     * A global that does nothing counts as none: {@code isSet()} is there from API 1.57 on. What {@code get()} does to a
     * missing global, the reset undoes.
     */
    private static @Nullable OpenTelemetry globalOrNull() {
        OpenTelemetry global = GlobalOpenTelemetry.get();
        boolean doesNothing = global.getTracerProvider() == TracerProvider.noop()
                && global.getPropagators() == ContextPropagators.noop();
        return doesNothing ? null : global;
    }

    /**
     * Checks everything recorded since the creation or the last {@link #reset()}, spans hidden by {@link Traces#clear()}
     * included: all spans have ended, on the creating thread {@code Context.current()} is what it was before, and the
     * {@link TraceInvariants} hold.
     *
     * @throws AssertionError that lists every violation
     */
    public void check() {
        check(openSpans());
    }

    /**
     * A test begins: from now on {@link #traces()} has its spans only. For a recorder that several tests share, in a framework
     * for which there is no extension. Spans that others have started around the test, as a framework does for a
     * transaction, must have ended when the next test begins.
     *
     * @throws AssertionError when the check of what happened before the test fails
     */
    public void beginTest() {
        try {
            check(processor.namesOfOpen(openBefore));
        } finally {
            restoreContext();
            beginPart();
        }
    }

    /**
     * A part of a test begins, such as a dynamic test: {@link #traces()} has its spans only, until {@link #endTest()}. What is
     * open now may go on.
     */
    public void beginPart() {
        reset();
        openBefore = processor.open();
    }

    /**
     * The test, or the part of it, has ended, and so must have the spans that have started in it; then forgets them.
     *
     * @throws AssertionError that lists every violation, as {@link #check()}
     */
    public void endTest() {
        Set<Long> ofTest = new HashSet<>(processor.open());
        ofTest.removeAll(openBefore);
        try {
            check(processor.namesOfOpen(ofTest));
        } finally {
            restoreContext();
            reset();
        }
    }

    /**
     * Waits until every span has ended, those of other threads too: a client has its answer before the server has ended
     * the span of the request.
     *
     * @return whether they have, within that time
     */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return processor.awaitEnd(openBefore, atMost);
    }

    private void check(List<String> notEnded) {
        List<String> violations = new ArrayList<>();
        notEnded.forEach(name -> violations.add("[" + name + "] has not ended"));
        if (thread == Thread.currentThread() && Context.current() != contextBefore) {
            violations.add("Context.current() is " + Context.current() + ", it was " + contextBefore
                    + " before: a scope was not closed");
        }
        List<SpanTree> trees = everything.trees();
        violations.addAll(invariants.violations(trees));
        if (!violations.isEmpty()) {
            throw new AssertionError(TraceInvariants.report(violations, trees));
        }
    }

    /** Forgets the ended spans, and expects the calling thread's current context at the next check. */
    public void reset() {
        processor.forgetEnded();
        traces.clear();
        thread = Thread.currentThread();
        contextBefore = Context.current();
    }

    /** A scope that a test has left open must not make the next test on this thread fail. */
    @SuppressWarnings("MustBeClosedChecker")
    void restoreContext() {
        if (thread == Thread.currentThread() && Context.current() != contextBefore) {
            contextBefore.makeCurrent();
        }
    }

    /** Shuts the SDK down and undoes {@link #registerGlobally()}. Does not check anything. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (GLOBAL.get() == this) {
            GlobalOpenTelemetry.resetForTest();
            OpenTelemetry before = globalBefore;
            if (before != null) {
                GlobalOpenTelemetry.set(before);
            }
            GLOBAL.set(null);
        }
        sdk.close();
    }

    /**
     * Configures a {@link TraceRecorder}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private SpanNames names = SpanNames.STANDARD;
        private TraceInvariants invariants = TraceInvariants.standard();
        private Consumer<SdkTracerProviderBuilder> tracerProvider = builder -> {};
        private Consumer<OpenTelemetrySdkBuilder> openTelemetry = builder -> {};

        private Builder() {}

        /**
         * Sets the prefixes of names by which spans of any tracer count as spans of the ORM. Spans of orm-tracing always
         * do. Default: {@code orm:client:}.
         */
        public Builder spanNamePrefix(String prefix, String... more) {
            names = SpanNames.of(prefix, more);
            return this;
        }

        /** What {@link TraceRecorder#check()} demands of the trees. Default: {@link TraceInvariants#standard()}. */
        public Builder invariants(TraceInvariants invariants) {
            this.invariants = Objects.requireNonNull(invariants, "invariants");
            return this;
        }

        /** Configures the tracer provider further: a sampler, limits, an exporter that prints. */
        public Builder tracerProvider(Consumer<SdkTracerProviderBuilder> customizer) {
            tracerProvider = tracerProvider.andThen(customizer);
            return this;
        }

        /** Configures the SDK further: a meter provider, propagators. */
        public Builder openTelemetry(Consumer<OpenTelemetrySdkBuilder> customizer) {
            openTelemetry = openTelemetry.andThen(customizer);
            return this;
        }

        /** A recorder that listens from now on. */
        public TraceRecorder build() {
            return new TraceRecorder(this);
        }
    }
}
