package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final Results results = new Results();
    private final AtomicInteger repetitions = new AtomicInteger();

    @Test
    void twiceOfWhatThePeerAdds_passesAtOnce() {
        Turns.add(results, Variant.NONE, 200, 200, 200, 200, 200);
        Turns.add(results, Variant.OPENTELEMETRY_JDBC, 230, 230, 230, 230, 230);
        Turns.add(results, Variant.OURS, 260, 260, 260, 260, 260);

        assertThat(guard().passes()).isTrue();
        assertThat(repetitions).hasValue(0);
    }

    @Test
    void threeTimesOfIt_failsAfterItWasMeasuredAgain() {
        Turns.add(results, Variant.NONE, 200, 200, 200, 200, 200);
        Turns.add(results, Variant.OPENTELEMETRY_JDBC, 230, 230, 230, 230, 230);
        Turns.add(results, Variant.OURS, 290, 290, 290, 290, 290);

        assertThat(guard().passes()).isFalse();
        assertThat(repetitions).hasValue(2);
    }

    @Test
    void roundsThatDisagree_pass() {
        Turns.add(results, Variant.NONE, 200, 200, 200, 200, 200);
        Turns.add(results, Variant.OPENTELEMETRY_JDBC, 230, 230, 230, 230, 230);
        Turns.add(results, Variant.OURS, 400, 250, 400, 250, 400);

        assertThat(guard().passes()).isTrue();
    }

    @Test
    void busyMoment_isOutweighedByMoreRounds() {
        Turns.add(results, Variant.NONE, 200, 200, 200, 200, 200);
        Turns.add(results, Variant.OPENTELEMETRY_JDBC, 230, 230, 230, 230, 230);
        Turns.add(results, Variant.OURS, 400, 400, 400, 400, 400);

        assertThat(new Guard(results, this::addQuietRounds).passes()).isTrue();
        assertThat(repetitions).hasValue(1);
    }

    private Guard guard() {
        return new Guard(results, repetitions::incrementAndGet);
    }

    private void addQuietRounds() {
        repetitions.incrementAndGet();
        Turns.add(results, Variant.NONE, 200, 200, 200, 200, 200);
        Turns.add(results, Variant.OPENTELEMETRY_JDBC, 230, 230, 230, 230, 230);
        Turns.add(results, Variant.OURS, 250, 250, 250, 250, 250);
    }
}
