package dev.ormtracing.console.internal.trace;

/**
 * How much is kept. The bytes are an estimate.
 *
 * @param spansOfATrace further spans of one trace are counted, and not kept
 */
public record Limits(int traces, int spans, int spansOfATrace, long bytes) {

    public static final Limits STANDARD = new Limits(200, 50_000, 10_000, 64L << 20);

    public Limits withTraces(int number) {
        return new Limits(positive(number), spans, spansOfATrace, bytes);
    }

    /** One trace may have a fifth of them. */
    public Limits withSpans(int number) {
        return new Limits(traces, positive(number), Math.max(1, number / 5), bytes);
    }

    public Limits withBytes(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("must be positive, not " + number);
        }
        return new Limits(traces, spans, spansOfATrace, number);
    }

    private static int positive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("must be positive, not " + number);
        }
        return number;
    }
}
