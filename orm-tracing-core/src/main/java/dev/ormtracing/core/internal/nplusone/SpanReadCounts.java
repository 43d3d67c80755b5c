package dev.ormtracing.core.internal.nplusone;

import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is read below spans of the application, whose end nobody announces. So the table has a fixed size, and a span
 * below which nothing was read for long loses its place: it may then report too little, never too much. The table holds
 * ids, no spans. Thread-safe.
 */
final class SpanReadCounts {

    private static final int BUCKETS = 256;

    private final AtomicReferenceArray<@Nullable Bucket> buckets = new AtomicReferenceArray<>(BUCKETS);
    private final int threshold;
    private final NPlusOneMark mark;

    SpanReadCounts(int threshold, NPlusOneMark mark) {
        this.threshold = threshold;
        this.mark = mark;
    }

    /** Counts one more, and says how many there are below the span. */
    int add(Span span, @Nullable ReadOperation operation, DescribedStatement statement, long nanos) {
        if (!span.isRecording()) {
            return 0;
        }
        String id = span.getSpanContext().getSpanId();
        Bucket bucket = bucket(id);
        synchronized (bucket) {
            ReadCounts below = bucket.below(id, threshold);
            ReadCount read = below.add(operation, statement, nanos);
            if (read == null) {
                return 0;
            }
            if (below.isSuspect(read)) {
                mark.running(span, below, read, read.isNew());
            }
            return read.count;
        }
    }

    /** Takes over what a transaction that has ended has read, less often than an N+1 is. */
    void addAll(Span span, ReadCounts transaction) {
        if (span.isRecording()) {
            String id = span.getSpanContext().getSpanId();
            Bucket bucket = bucket(id);
            synchronized (bucket) {
                ReadCounts below = bucket.below(id, threshold);
                transaction.moveRare(rare -> {
                    ReadCount read = below.addAll(rare);
                    if (read != null && below.isSuspect(read)) {
                        mark.running(span, below, read, read.isNew());
                    }
                });
            }
        }
    }

    private Bucket bucket(String spanId) {
        int hash = spanId.hashCode();
        int index = (hash ^ hash >>> 16) & BUCKETS - 1;
        Bucket known = buckets.get(index);
        if (known == null) {
            buckets.compareAndSet(index, null, new Bucket());
            known = buckets.get(index);
        }
        return known;
    }

    /** A few spans of which the one that was used the longest time ago makes room. Guarded by itself. */
    private static final class Bucket {

        private static final int PLACES = 4;

        private final @Nullable String[] spanIds = new @Nullable String[PLACES];
        private final ReadCounts[] below = new ReadCounts[PLACES];
        private final long[] usedAt = new long[PLACES];
        private long uses;

        ReadCounts below(String spanId, int threshold) {
            int place = place(spanId);
            usedAt[place] = ++uses;
            if (!spanId.equals(spanIds[place])) {
                spanIds[place] = spanId;
                below[place] = new ReadCounts(threshold, DescribedStatement.NONE);
            }
            return below[place];
        }

        private int place(String spanId) {
            int longestUnused = 0;
            for (int i = 0; i < PLACES; i++) {
                if (spanId.equals(spanIds[i])) {
                    return i;
                }
                if (usedAt[i] < usedAt[longestUnused]) {
                    longestUnused = i;
                }
            }
            return longestUnused;
        }
    }
}
