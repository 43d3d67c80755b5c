package dev.ormtracing.testing.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A span that another thread is ending: it has ended, and the processor has not been told. */
class RecordingProcessorTest {

    private final HeldUp heldUp = new HeldUp();
    private final RecordingProcessor recording = new RecordingProcessor();
    private final SdkTracerProvider sdk = SdkTracerProvider.builder()
            .addSpanProcessor(heldUp)
            .addSpanProcessor(recording)
            .build();

    private Thread ending = new Thread();

    @BeforeEach
    void spanIsBeingEnded() throws InterruptedException {
        Span span = sdk.get("test").spanBuilder("query").startSpan();
        ending = new Thread(span::end);
        ending.start();
        heldUp.reached.await();
    }

    @AfterEach
    void close() throws InterruptedException {
        goOn();
        sdk.close();
    }

    @Test
    void spanThatIsBeingEnded_isNotOpen() {
        assertThat(recording.openNames()).isEmpty();
        assertThat(recording.open()).isEmpty();
        assertThat(recording.recorded()).singleElement().matches(RecordedSpan::hasEnded);
    }

    @Test
    void spanThatIsBeingEnded_isForgottenWithThoseThatHaveEnded() throws InterruptedException {
        recording.forgetEnded();
        goOn();

        assertThat(recording.recorded()).isEmpty();
    }

    private void goOn() throws InterruptedException {
        heldUp.goesOn.countDown();
        ending.join();
    }

    /** Stands before the recorder, and holds the thread up that ends a span. */
    private static final class HeldUp implements SpanProcessor {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            reached.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
