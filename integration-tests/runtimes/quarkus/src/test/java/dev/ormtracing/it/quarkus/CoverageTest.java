package dev.ormtracing.it.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of the spans that the scenarios have without Quarkus, those that they have in it. */
class CoverageTest {

    private static final double AT_LEAST = 0.98;

    @Test
    void quarkus_showsWhatHibernateAloneShows() throws IOException {
        List<String> missing = new ArrayList<>();
        int all = 0;
        for (Scenario scenario : Scenario.values()) {
            List<String> plain = Trees.spans(Trees.PLAIN, scenario);
            all += plain.size();
            missing.addAll(missing(plain, Trees.spans(Trees.QUARKUS, scenario)));
        }

        double share = 1 - (double) missing.size() / all;
        System.out.printf("Of %d spans, Quarkus has %.1f %%; missing: %s%n", all, 100 * share, missing);
        assertThat(share).as("missing: %s", missing).isGreaterThanOrEqualTo(AT_LEAST);
    }

    private static List<String> missing(List<String> expected, List<String> found) {
        List<String> missing = new ArrayList<>(expected);
        found.forEach(missing::remove);
        return missing;
    }
}
