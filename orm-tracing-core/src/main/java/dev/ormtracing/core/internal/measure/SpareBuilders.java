package dev.ormtracing.core.internal.measure;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Internal: starts the spans of one tracer and kind. A sampler has to be shown the attributes, which the SDK keeps in a map of 440
 * bytes. A span that is not recorded leaves that map in its builder, which then serves the next span of the same name and
 * attributes. Thread-safe.
 */
public final class SpareBuilders {

    /** What other tracers do with a builder that is used twice, nobody knows. */
    private static final String OF_SDK = "io.opentelemetry.sdk.trace.";

    /** Threads of one stripe hinder one another. */
    private static final int STRIPES = 16;

    /** One cache line of references. */
    private static final int PLACES = 16;

    /** The SDK looks at its limits, and whether it has been shut down, when it makes a builder. */
    private static final int MOST_USES = 64;

    private final AtomicReferenceArray<@Nullable Spare> spares = new AtomicReferenceArray<>(STRIPES * PLACES);
    final Tracer tracer;
    private final SpanKind kind;
    private final boolean reuses;

    /** A builder that has its attributes. Of the thread that has taken it. */
    private static final class Spare {

        private final String name;
        private final Attributes attributes;
        private final SpanBuilder builder;
        private int uses;

        Spare(String name, Attributes attributes, SpanBuilder builder) {
            this.name = name;
            this.attributes = attributes;
            this.builder = builder;
        }
    }

    SpareBuilders(Tracer tracer, SpanKind kind) {
        this.tracer = tracer;
        this.kind = kind;
        this.reuses = tracer.getClass().getName().startsWith(OF_SDK);
    }

    /**
     * Starts a span.
     *
     * @param attributes known by their identity; whoever has none passes {@link Attributes#empty()}
     * @param more attributes that differ from one span to the next, or null
     */
    public Span start(
            String name, Attributes attributes, @Nullable Attributes more, Context parent, long startEpochNanos) {
        int stripe = (int) Thread.currentThread().getId() & STRIPES - 1;
        int place = stripe * PLACES + (name.hashCode() + System.identityHashCode(attributes) & PLACES - 1);
        Spare spare = spares.getPlain(place);
        if (spare != null
                && (spare.attributes != attributes
                        || !spare.name.equals(name)
                        || !spares.compareAndSet(place, spare, null))) {
            spare = null;
        }
        SpanBuilder builder;
        if (spare != null) {
            builder = spare.builder;
        } else {
            builder = tracer.spanBuilder(name);
            if (kind != SpanKind.INTERNAL) {
                builder.setSpanKind(kind);
            }
            if (!attributes.isEmpty()) {
                builder.setAllAttributes(attributes);
            }
        }
        builder.setParent(parent).setStartTimestamp(startEpochNanos, TimeUnit.NANOSECONDS);
        if (more != null) {
            builder.setAllAttributes(more);
        }
        Span started = builder.startSpan();
        // A recorded span has the builder's map, and no other may.
        if (reuses && more == null && !started.isRecording()) {
            keep(place, spare == null ? new Spare(name, attributes, builder) : spare);
        }
        return started;
    }

    private void keep(int place, Spare spare) {
        if (++spare.uses < MOST_USES) {
            // It must not keep what the application has in its context.
            spare.builder.setParent(Context.root());
            spares.setRelease(place, spare);
        }
    }
}
