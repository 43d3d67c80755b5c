package dev.ormtracing.console.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanRingTest {

    private static final SdkTracerProvider PROVIDER = SdkTracerProvider.builder()
            .addSpanProcessor(new TraceKeeper(Limits.STANDARD, span -> false))
            .build();

    private final SpanRing ring = new SpanRing(8);
    private final List<String> read = new ArrayList<>();

    @Test
    void spans_areReadOnceInTheirOrder() {
        put(0, 5);
        drain();
        put(5, 8);
        drain();
        drain();

        assertThat(read).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(ring.lost()).isZero();
    }

    @Test
    void slowReader_losesTheOldest() {
        put(0, 11);
        drain();

        assertThat(read).containsExactly("3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(ring.lost()).isEqualTo(3);
    }

    @Test
    void spansOfManyThreads_areReadOrCountedAsLost() throws InterruptedException {
        ReadableSpan span = span("any");
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                awaitUninterrupted(start);
                IntStream.range(0, 10_000).forEach(i -> ring.put(span));
            });
        }
        threads.shutdown();
        start.countDown();
        while (!threads.isTerminated()) {
            drain();
        }
        IntStream.range(0, 10).forEach(i -> drain());

        assertThat(threads.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
        assertThat(read.size() + ring.lost()).isLessThanOrEqualTo(40_000).isPositive();
        read.clear();
        put(0, 1);
        drain();
        assertThat(read).as("nothing is stuck").containsExactly("0");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(int from, int until) {
        IntStream.range(from, until).forEach(i -> ring.put(span(String.valueOf(i))));
    }

    private void drain() {
        ring.drainTo(span -> read.add(span.getName()));
    }

    private static ReadableSpan span(String name) {
        return (ReadableSpan) PROVIDER.get("test").spanBuilder(name).startSpan();
    }
}
