package dev.ormtracing.benchmarks.run;

import java.util.Locale;

/** What an operation costs, or what something adds to it. */
record Cost(double nanos, double bytes) {

    Cost plus(Cost other) {
        return new Cost(nanos + other.nanos, bytes + other.bytes);
    }

    Cost minus(Cost other) {
        return new Cost(nanos - other.nanos, bytes - other.bytes);
    }

    Cost times(double factor) {
        return new Cost(nanos * factor, bytes * factor);
    }

    /** Without decimals, but for what is so small that there would be nothing else. */
    @Override
    public String toString() {
        String time = nanos >= 1_000_000 ? number(nanos / 1e6) + " ms" : number(nanos) + " ns";
        return Double.isNaN(bytes) ? time : time + ", " + number(bytes) + " B";
    }

    private static String number(double value) {
        double shown = Math.abs(value) < 0.05 ? 0 : value;
        return String.format(Locale.ROOT, Math.abs(shown) < 10 && shown != Math.rint(shown) ? "%.1f" : "%,.0f", shown);
    }
}
