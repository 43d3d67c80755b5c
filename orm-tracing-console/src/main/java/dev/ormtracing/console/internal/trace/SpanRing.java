package dev.ormtracing.console.internal.trace;

import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Ended spans on their way from the threads of the application to the one that reads them. Who puts one never waits: if the
 * reader is slow, new spans take the places of old ones.
 */
final class SpanRing {

    private final AtomicReferenceArray<ReadableSpan> places;
    private final int mask;
    private final AtomicLong next = new AtomicLong();
    private long read;
    private long emptyAt = -1;
    private final AtomicLong lost = new AtomicLong();

    /** @param size a power of two */
    SpanRing(int size) {
        places = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    void put(ReadableSpan span) {
        places.set((int) next.getAndIncrement() & mask, span);
    }

    /** For one thread at a time. */
    void drainTo(Consumer<ReadableSpan> reader) {
        long end = next.get();
        long oldest = end - places.length();
        if (read < oldest) {
            lost.addAndGet(oldest - read);
            read = oldest;
        }
        for (; read < end; read++) {
            ReadableSpan span = places.getAndSet((int) read & mask, null);
            if (span != null) {
                reader.accept(span);
            } else if (emptyAt != read) {
                // Its thread has taken the place and not filled it yet; or a newer span was there, and was read
                // already.
                emptyAt = read;
                return;
            }
        }
    }

    /** How many spans were overwritten before they were read. */
    long lost() {
        return lost.get();
    }
}
