package dev.ormtracing.spring.test;

import dev.ormtracing.testing.TraceRecorder;
import java.time.Duration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Begins each test with no spans, and checks them when it is over. Around the listener that begins a transaction and rolls it
 * back, and within the one that closes a context.
 */
final class OrmTracingTestExecutionListener extends AbstractTestExecutionListener {

    private static final String RECORDER = OrmTracingTestExecutionListener.class.getName();

    /** Just before {@code TransactionalTestExecutionListener}. */
    private static final int ORDER = 3900;

    /** A server ends the span of a request when the client has its answer already. Only what never ends takes so long. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        if (TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureOrmTracing.class)) {
            TraceRecorder recorder = OrmTracingContextCustomizer.recorder(test.getApplicationContext());
            test.setAttribute(RECORDER, recorder);
            recorder.beginTest();
        }
    }

    @Override
    public void afterTestMethod(TestContext test) throws InterruptedException {
        if (test.removeAttribute(RECORDER) instanceof TraceRecorder recorder) {
            recorder.awaitEnd(LONGEST);
            OrmTracingSpringExtension.endRunningTest(recorder);
        }
    }
}
