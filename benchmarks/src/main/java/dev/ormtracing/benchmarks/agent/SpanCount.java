package dev.ormtracing.benchmarks.agent;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many spans ended, and with how many attributes, while somebody counts. It lives with the system properties, which
 * are all that the application and the Java agent's class loader have in common.
 */
public final class SpanCount {

    private final AtomicBoolean counting = shared("benchmarks.counting", new AtomicBoolean());
    private final LongAdder spans = shared("benchmarks.spans", new LongAdder());
    private final LongAdder attributes = shared("benchmarks.attributes", new LongAdder());
    private final LongAdder exported = shared("benchmarks.exported", new LongAdder());

    @SuppressWarnings("unchecked")
    private static <T> T shared(String name, T initial) {
        return (T) System.getProperties().computeIfAbsent(name, key -> initial);
    }

    /** What has to be done before the counts are complete. */
    static void flushWith(Runnable flush) {
        System.getProperties().put("benchmarks.flush", flush);
    }

    void add(int numberOfAttributes) {
        spans.increment();
        attributes.add(numberOfAttributes);
    }

    void addExported(int numberOfSpans) {
        exported.add(numberOfSpans);
    }

    boolean isCounting() {
        return counting.get();
    }

    /** Counts from zero. */
    public void start() {
        flush();
        spans.reset();
        attributes.reset();
        counting.set(true);
    }

    /** Ends the counting. */
    public void stop() {
        flush();
        counting.set(false);
    }

    public long spans() {
        return spans.sum();
    }

    public long attributes() {
        return attributes.sum();
    }

    /** Those that the batch processor has exported since the start, whether or not somebody counts. */
    public long exported() {
        flush();
        return exported.sum();
    }

    private static void flush() {
        Properties properties = System.getProperties();
        if (properties.get("benchmarks.flush") instanceof Runnable flush) {
            flush.run();
        }
    }
}
