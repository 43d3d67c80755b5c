package dev.ormtracing.load.run;

import java.util.Collection;

/** The middle of some values, and the range of the middle half of them. */
record Quartiles(double lower, double median, double upper) {

    /** @throws IllegalArgumentException if there are none */
    static Quartiles of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Between two values that are next to each other, in proportion. */
    private static double at(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    String format(String number) {
        return (number + " (" + number + " to " + number + ")").formatted(median, lower, upper);
    }
}
