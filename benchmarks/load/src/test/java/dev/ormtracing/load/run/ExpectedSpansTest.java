package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.load.run.ExpectedSpans.Spans;
import org.junit.jupiter.api.Test;

class ExpectedSpansTest {

    @Test
    void everyVariant_hasExpectedSpans() throws Exception {
        ExpectedSpans expected = ExpectedSpans.read();

        assertThat(Variant.values())
                .allSatisfy(variant -> assertThat(Request.values())
                        .allSatisfy(request -> assertThat(
                                        expected.of(variant, request).atLeast())
                                .isNotNegative()));
    }

    @Test
    void eachRequest_hasAllSpans() {
        Spans five = Spans.parse("5");

        assertThat(five.isEach(50, 10)).isTrue();
        assertThat(five.isEach(49, 10)).isFalse();
        assertThat(five.isEach(51, 10)).isFalse();
        assertThat(Spans.parse("5-7").isEach(70, 10)).isTrue();
    }

    @Test
    void someTraces_areWholeAndNotTooMany() {
        Spans five = Spans.parse("5");

        assertThat(five.isSome(250, 500)).isTrue();
        assertThat(five.isSome(0, 500)).isFalse();
        assertThat(five.isSome(251, 500)).isFalse();
        assertThat(five.isSome(2_500, 500)).isFalse();
    }
}
