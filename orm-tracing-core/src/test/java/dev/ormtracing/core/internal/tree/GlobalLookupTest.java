package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlobalLookupTest {

    private final OperationTracer tracer = OrmTracing.global().tracer();

    @BeforeEach
    @AfterEach
    void forgetTheGlobal() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void lookupThatComesTooEarly_doesNotFixTheGlobal() {
        assertThat(tracer.isEnabled()).isFalse();

        RecordedSpans spans = new RecordedSpans();
        GlobalOpenTelemetry.set(spans.sdk);
        tracer.startOperation(this, OperationMethod.named("find"), "User", null).end();

        assertThat(spans.tree()).isEqualTo("operation User.find\n");
    }

    @Test
    void withoutGlobal_nothingIsTraced() {
        assertThat(tracer.startOperation(this, OperationMethod.named("find"), "User", null))
                .isSameAs(Frame.NOOP);
        assertThat(tracer.startConnect(Attributes.empty(), Attributes.empty())).isNull();
        assertThat(tracer.startTransaction(null).isEnded()).isTrue();
    }
}
