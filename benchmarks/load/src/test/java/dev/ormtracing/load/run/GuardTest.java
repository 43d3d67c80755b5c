package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final Results results = new Results();
    private final AtomicInteger repetitions = new AtomicInteger();

    @Test
    void twiceOfWhatThePeerAdds_passesAtOnce() {
        add(results, 250, 300);

        assertThat(guard(400).passes()).isTrue();
        assertThat(repetitions).hasValue(0);
    }

    @Test
    void threeTimesOfIt_failsAfterItWasMeasuredAgain() {
        add(results, 250, 350);

        assertThat(guard(350).passes()).isFalse();
        assertThat(repetitions).hasValue(2);
    }

    @Test
    void rangesThatTouch_pass() {
        add(results, 250, 400, 290, 400, 290, 400);

        assertThat(guard(400).passes()).isTrue();
    }

    @Test
    void littleThatThePeerAdds_countsAsAFifthOfARequest() {
        add(results, 205, 280);

        assertThat(guard(400).passes()).isTrue();
        assertThat(repetitions).hasValue(0);
    }

    @Test
    void busyMoment_isMeasuredAgain() {
        add(results, 250, 500);

        assertThat(guard(290).passes()).isTrue();
        assertThat(repetitions).hasValue(1);
    }

    /** With what we cost when it is measured again. */
    private Guard guard(long ours) {
        return new Guard(results, () -> {
            repetitions.incrementAndGet();
            Results again = new Results();
            add(again, 250, ours);
            return again;
        });
    }

    /** Beside 200 µs without tracing. */
    private static void add(Results results, long peer, long... ours) {
        for (int round = 0; round < 5; round++) {
            Turns.add(results, Variant.NONE, 200);
            Turns.add(results, Variant.OPENTELEMETRY_JDBC, peer);
            Turns.add(results, Variant.OURS, ours[round % ours.length]);
        }
    }
}
