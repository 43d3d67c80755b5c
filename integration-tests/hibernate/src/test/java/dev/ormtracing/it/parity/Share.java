package dev.ormtracing.it.parity;

import java.util.ArrayList;
import java.util.List;

/** How much of something is there. */
final class Share {

    private final List<String> missing = new ArrayList<>();
    private int all;

    /** Each is there as often as it is found. */
    void add(String where, List<String> expected, List<String> found) {
        List<String> left = new ArrayList<>(expected);
        found.forEach(left::remove);
        all += expected.size();
        left.forEach(line -> missing.add("\n" + where + ": " + line));
    }

    double percent() {
        return 100.0 * (all - missing.size()) / all;
    }

    List<String> missing() {
        return missing;
    }

    @Override
    public String toString() {
        return "%d of %d (%.1f %%)".formatted(all - missing.size(), all, percent());
    }
}
