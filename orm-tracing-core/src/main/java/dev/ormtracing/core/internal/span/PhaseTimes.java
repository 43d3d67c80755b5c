package dev.ormtracing.core.internal.span;

import dev.ormtracing.core.internal.name.SpanType;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The phases of one operation or transaction that are no spans, or not yet: how long each kind took, and, as long as
 * they may still become spans, when. Of one thread at a time.
 */
public final class PhaseTimes {

    private static final double NANOS_PER_SECOND = 1e9;

    /** A phase in {@link #kept}: its type, its start, its end. */
    private static final int STRIDE = 3;

    /** An operation of thousands of statements keeps the first ones. */
    private static final int MAX_KEPT = 128 * STRIDE;

    private static final SpanType[] TYPES = SpanType.values();

    private static final @Nullable Attributes[] NONE = {};

    /** Writes a phase after the fact. */
    @FunctionalInterface
    public interface Writer {
        void write(SpanType phase, Attributes attributes, long startEpochNanos, long endEpochNanos);
    }

    /** A kind of phase in {@link #sums}: its type, and how long it took. */
    private static final int PAIR = 2;

    private static final long[] NO_TIMES = {};

    /** In the order of the types. Most operations and transactions have one or two of them. */
    private long[] sums = NO_TIMES;

    private int sumsLength;
    private long[] kept = NO_TIMES;
    private int keptLength;

    /** The attributes of those in {@link #kept} that have some. */
    private @Nullable Attributes[] described = NONE;

    /** @param keep whether the phase may become a span when its operation ends */
    public void add(SpanType phase, long start, long end, boolean keep) {
        add(phase, Attributes.empty(), start, end, keep);
    }

    /** Adds a phase whose span would have attributes. */
    public void add(SpanType phase, Attributes attributes, long start, long end, boolean keep) {
        if (!keep || keptLength == MAX_KEPT) {
            addTo(phase, Math.max(0, end - start));
            return;
        }
        if (keptLength == kept.length) {
            kept = Arrays.copyOf(kept, Math.max(4 * STRIDE, 2 * keptLength));
        }
        if (!attributes.isEmpty()) {
            if (described.length < kept.length / STRIDE) {
                described = Arrays.copyOf(described, kept.length / STRIDE);
            }
            described[keptLength / STRIDE] = attributes;
        }
        kept[keptLength++] = phase.ordinal();
        kept[keptLength++] = start;
        kept[keptLength++] = end;
    }

    private void addTo(SpanType phase, long nanos) {
        int place = 0;
        while (place < sumsLength && sums[place] < phase.ordinal()) {
            place += PAIR;
        }
        if (place < sumsLength && sums[place] == phase.ordinal()) {
            sums[place + 1] += nanos;
            return;
        }
        if (sumsLength == sums.length) {
            sums = Arrays.copyOf(sums, Math.max(2 * PAIR, 2 * sumsLength));
        }
        System.arraycopy(sums, place, sums, place + PAIR, sumsLength - place);
        sums[place] = phase.ordinal();
        sums[place + 1] = nanos;
        sumsLength += PAIR;
    }

    /** Whether there is anything that may still become spans. */
    public boolean keepsSome() {
        return keptLength > 0;
    }

    /** The operation was slow or has failed: what was kept for this becomes spans. */
    public void writeKept(Writer writer) {
        forEachKept(writer);
        forgetKept();
    }

    /** Everything that is no span, as {@code orm.<phase>.duration} in seconds. */
    public void describe(Span span) {
        if (keepsSome()) {
            forEachKept((phase, attributes, start, end) -> addTo(phase, Math.max(0, end - start)));
            forgetKept();
        }
        for (int i = 0; i < sumsLength; i += PAIR) {
            AttributeKey<Double> key = TYPES[(int) sums[i]].duration;
            long sum = sums[i + 1];
            if (sum > 0) {
                span.setAttribute(key, sum / NANOS_PER_SECOND);
            }
        }
    }

    private void forgetKept() {
        keptLength = 0;
        described = NONE;
    }

    private void forEachKept(Writer writer) {
        for (int i = 0; i < keptLength; i += STRIDE) {
            Attributes known = i / STRIDE < described.length ? described[i / STRIDE] : null;
            writer.write(TYPES[(int) kept[i]], known == null ? Attributes.empty() : known, kept[i + 1], kept[i + 2]);
        }
    }
}
