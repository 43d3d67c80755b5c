package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An OpenTelemetry that is asked for when it is needed. */
class SuppliedTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    @AfterEach
    void forgetTheGlobal() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void supplier_isNotAskedBeforeSomethingIsTraced() {
        tracer(() -> spans.sdk);

        assertThat(asked).hasValue(0);
    }

    @Test
    void supplier_isAskedOnce() {
        OperationTracer tracer = tracer(() -> spans.sdk);

        tracer.startOperation(this, OperationMethod.named("find"), "User", null).end();
        tracer.startOperation(this, OperationMethod.named("find"), "Post", null).end();

        assertThat(asked).hasValue(1);
        assertThat(spans.tree()).isEqualTo("operation User.find\noperation Post.find\n");
    }

    @Test
    void noop_isAnAnswerToo() {
        OperationTracer tracer = tracer(OpenTelemetry::noop);

        assertThat(tracer.isEnabled()).isFalse();
        assertThat(tracer.isEnabled()).isFalse();

        assertThat(asked).hasValue(1);
    }

    @Test
    void null_isTheGlobalOne() {
        OperationTracer tracer = tracer(() -> null);
        assertThat(tracer.isEnabled()).isFalse();

        GlobalOpenTelemetry.set(spans.sdk);
        tracer.startOperation(this, OperationMethod.named("find"), "User", null).end();

        assertThat(asked).hasValue(1);
        assertThat(spans.tree()).isEqualTo("operation User.find\n");
    }

    @Test
    void supplierThatThrows_isAskedAgain() {
        OperationTracer tracer = tracer(() -> {
            if (asked.get() < 2) {
                throw new IllegalStateException("too early");
            }
            return spans.sdk;
        });

        assertThat(tracer.isEnabled()).isFalse();
        assertThat(tracer.isEnabled()).isTrue();
    }

    @Test
    void virtualMachineError_isPassedOn() {
        OperationTracer tracer = tracer(() -> {
            throw new OutOfMemoryError("test");
        });

        assertThatThrownBy(tracer::isEnabled).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void switchedOff_asksNobody() {
        OrmTracing off = OrmTracing.builder()
                .openTelemetry(counted(() -> spans.sdk))
                .enabled(false)
                .build();

        assertThat(off.tracer().isEnabled()).isFalse();
        assertThat(asked).hasValue(0);
    }

    private OperationTracer tracer(Supplier<OpenTelemetry> supplier) {
        return OrmTracing.builder().openTelemetry(counted(supplier)).build().tracer();
    }

    private Supplier<OpenTelemetry> counted(Supplier<OpenTelemetry> supplier) {
        return () -> {
            asked.incrementAndGet();
            return supplier.get();
        };
    }
}
