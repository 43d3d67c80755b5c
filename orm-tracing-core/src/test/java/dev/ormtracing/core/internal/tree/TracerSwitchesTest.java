package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.context.JavaAgent;
import org.junit.jupiter.api.Test;

class TracerSwitchesTest {

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void disabled_isSwitchedOffForGood() {
        OperationTracer off = spans.tracing().enabled(false).build().tracer();

        assertThat(off.isSwitchedOff()).isTrue();
        assertThat(off.isEnabled()).isFalse();
        assertThat(off.isSampling()).isFalse();
    }

    @Test
    void anSdkThatMayComeYet_isNotSwitchedOff() {
        assertThat(spans.tracer().isSwitchedOff()).isFalse();
        assertThat(OrmTracing.global().tracer().isSwitchedOff()).isFalse();
        assertThat(OrmTracing.builder()
                        .openTelemetry(() -> null)
                        .build()
                        .tracer()
                        .isSwitchedOff())
                .isFalse();
    }

    @Test
    void operationsAreMerged_whereThereIsANumber() {
        assertThat(spans.tracer().mergedOperations()).isNull();
        assertThat(spans.tracing().mergeOperationsAfter(1).build().tracer().mergedOperations())
                .isNotNull();
    }

    @Test
    void withoutTheJavaAgent_nobodyAsks() {
        assertThat(JavaAgent.isAsking()).isFalse();
    }
}
