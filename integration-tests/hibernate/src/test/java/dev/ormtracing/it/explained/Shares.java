package dev.ormtracing.it.explained;

import java.util.ArrayList;
import java.util.List;

/** The spans of one kind in one round. */
final class Shares {

    private final List<Share> all = new ArrayList<>();

    void add(Share share) {
        all.add(share);
    }

    int count() {
        return all.size();
    }

    /** {@link #sum}, small gaps aside. */
    double sumByRule() {
        return rounded().sum();
    }

    /** The 5th percentile, small gaps aside. */
    double p5ByRule() {
        return rounded().quantile(0.05);
    }

    private Shares rounded() {
        Shares rounded = new Shares();
        all.forEach(share -> rounded.add(share.rounded()));
        return rounded;
    }

    /** What one takes, in the middle. */
    double micros() {
        long[] sorted = all.stream().mapToLong(Share::nanos).sorted().toArray();
        return sorted[sorted.length / 2] / 1e3;
    }

    /** Of the time of all spans together. */
    double sum() {
        long nanos = all.stream().mapToLong(Share::nanos).sum();
        long gaps = all.stream().mapToLong(Share::gap).sum();
        return new Share(nanos, gaps).explained();
    }

    /** @param share 0.5 is the median */
    double quantile(double share) {
        double[] sorted = all.stream().mapToDouble(Share::explained).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
