package dev.ormtracing.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No operation leaves much of its time unexplained, in the best of its runs: a busy machine pauses anywhere. It wants the
 * machine for itself, so {@code .ci/quickstart} runs it, and not the ordinary build.
 */
@Tag("timed")
class GapsTest {

    private static final int FEWEST_RUNS = 60;

    /** On a busy machine code may not be compiled before. */
    private static final int MOST_RUNS = 2_000;

    private final SpanLog log = new SpanLog();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(log).build())
            .buildAndRegisterGlobal();

    @AfterEach
    void close() {
        sdk.close();
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void operations_areExplainedByTheirSpans() {
        GapReport report = new GapReport();
        List<Scenario> scenarios = Scenario.all();
        try (Blog blog = new Blog()) {
            for (int run = 0;
                    run < MOST_RUNS && (run < FEWEST_RUNS || !report.offenders().isEmpty());
                    run++) {
                blog.reset();
                for (Scenario scenario : scenarios) {
                    log.take();
                    scenario.run(blog.sessions());
                    report.add(OperationGap.of(scenario.title(), log.take()));
                }
            }
        }
        report.print(System.out);

        assertThat(report.operations()).hasSizeGreaterThan(60);
        assertThat(report.offenders()).isEmpty();
    }
}
