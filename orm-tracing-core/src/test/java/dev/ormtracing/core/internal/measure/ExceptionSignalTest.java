package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.LoggedLines;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionSignalTest {

    private static final String VARIABLE = "OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN";
    private static final String AGENT = "otel.semconv.exception.signal.preview";

    @ParameterizedTest
    @CsvSource({"logs, LOGS", "logs/dup, BOTH", "' logs ', LOGS", "'', SPAN_EVENTS", "' ', SPAN_EVENTS"})
    void value_isThatOfTheConventions(String value, ExceptionSignal signal) {
        assertThat(configured(Map.of(), Map.of(VARIABLE, value))).isEqualTo(signal);
        assertThat(configured(Map.of(AGENT, value), Map.of())).isEqualTo(signal);
        assertThat(configured(Map.of(), Map.of("OTEL_SEMCONV_EXCEPTION_SIGNAL_PREVIEW", value)))
                .isEqualTo(signal);
    }

    @Test
    void nothing_keepsEventsOfSpans() {
        assertThat(configured(Map.of(), Map.of())).isEqualTo(ExceptionSignal.SPAN_EVENTS);
    }

    @Test
    void property_winsOverTheVariable() {
        assertThat(configured(Map.of(AGENT, "logs/dup"), Map.of(VARIABLE, "logs")))
                .isEqualTo(ExceptionSignal.BOTH);
    }

    @Test
    void unknownValue_isSaidOnce_andIgnored() {
        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            assertThat(configured(Map.of(), Map.of(VARIABLE, "log"))).isEqualTo(ExceptionSignal.SPAN_EVENTS);
            assertThat(configured(Map.of(), Map.of(VARIABLE, "log"))).isEqualTo(ExceptionSignal.SPAN_EVENTS);

            assertThat(log.all())
                    .containsExactly("OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN is \"log\" and is ignored: it may be logs or"
                            + " logs/dup. Exceptions are events of spans.");
        }
    }

    private static ExceptionSignal configured(Map<String, String> properties, Map<String, String> variables) {
        return ExceptionSignal.configured(properties::get, variables::get);
    }
}
