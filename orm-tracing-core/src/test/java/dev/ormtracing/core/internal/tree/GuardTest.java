package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.LoggedLines;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {

    @ParameterizedTest(name = "onStart fails: {0}, onEnd fails: {1}")
    @CsvSource({"true, false", "false, true", "true, true"})
    void failingSpanProcessor_isNotSeenByTheApplication(boolean atStart, boolean atEnd) {
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(new Failing(atStart, atEnd))
                        .build())
                .build();
        OperationTracer tracer = OrmTracing.create(sdk).tracer();
        long before = Guard.failures();

        TransactionSpan transaction = tracer.startTransaction(null);
        Frame operation = tracer.startOperation(this, OperationMethod.named("find"), "User", transaction);
        JdbcCall query = tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty()));
        if (query != null) {
            query.end(true);
        }
        operation.end();
        transaction.end();

        assertThat(Guard.failures()).isGreaterThan(before);
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void outOfMemory_isPassedOn() {
        OutOfMemoryError error = new OutOfMemoryError();

        assertThatThrownBy(() -> Guard.report(error)).isSameAs(error);
    }

    @Test
    void stackOverflow_isSwallowed() {
        long before = Guard.failures();
        Guard.report(new StackOverflowError());

        assertThat(Guard.failures()).isEqualTo(before + 1);
    }

    @Test
    void failure_isLoggedOnceOfAKindAndCountedEachTime() {
        long before = Guard.failures();
        try (LoggedLines logged = new LoggedLines("dev.ormtracing")) {
            for (int i = 0; i < 3; i++) {
                Guard.report(new IllegalCallerException());
            }

            // None, where other tests have made all the kinds that there is room for.
            assertThat(logged.all()).hasSizeLessThanOrEqualTo(1).allMatch(line -> line.startsWith("Tracing failed"));
        }
        assertThat(Guard.failures()).isEqualTo(before + 3);
    }

    @Test
    void warning_isLoggedEachTime() {
        try (LoggedLines logged = new LoggedLines("dev.ormtracing")) {
            Guard.warn("twice");
            Guard.warn("twice");

            assertThat(logged.all()).containsExactly("twice", "twice");
        }
    }

    @Test
    void scopeThatCannotBeClosed_isCounted() {
        long before = Guard.failures();
        Guard.close(() -> {
            throw new IllegalStateException("close");
        });

        assertThat(Guard.failures()).isEqualTo(before + 1);
    }

    private record Failing(boolean atStart, boolean atEnd) implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            if (atStart) {
                throw new IllegalStateException("onStart");
            }
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (atEnd) {
                throw new IllegalStateException("onEnd");
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
