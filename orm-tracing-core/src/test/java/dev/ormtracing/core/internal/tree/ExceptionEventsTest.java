package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.measure.ExceptionSignal;
import dev.ormtracing.core.internal.measure.TracerSource;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.span.TracerOptions;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One log record a failure, at the innermost span that has it. */
class ExceptionEventsTest {

    private static final String SECRET = "ada@example.org";
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
    private static final AttributeKey<String> STACK_TRACE = AttributeKey.stringKey("exception.stacktrace");
    private static final OperationMethod FIND = OperationMethod.named("find");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();

    private OperationTracer tracer(ExceptionSignal signal) {
        return tracer(new TracerOptions().nPlusOneThreshold(2).exceptionSignal(signal), Sampler.alwaysOn());
    }

    private OperationTracer tracer(TracerOptions options, Sampler sampler) {
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                        .build())
                .build();
        return new OperationTracer(TracerSource.of(sdk), options);
    }

    @Test
    void failureOfAStatement_isToldByTheStatementAlone() {
        failingStatement(tracer(ExceptionSignal.LOGS));

        assertThat(told()).isEqualTo("""
                dev.ormtracing.jdbc db.client.operation.exception java.sql.SQLException at db_query""");
        assertThat(spans.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(span.getEvents()).isEmpty());
        assertThat(spans.getFinishedSpanItems())
                .filteredOn(span -> span.getAttributes().get(AttributeKey.stringKey("error.type")) != null)
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("db_query", "operation", "transaction");
    }

    @Test
    void dup_keepsTheEventsOfSpans() {
        failingStatement(tracer(ExceptionSignal.BOTH));

        assertThat(logs.getFinishedLogRecordItems()).hasSize(1);
        assertThat(spans.getFinishedSpanItems())
                .flatExtracting(SpanData::getEvents)
                .extracting(EventData::getName)
                .containsExactly("exception", "exception", "exception");
    }

    @Test
    void withoutTheSwitch_thereIsNoLogRecord() {
        failingStatement(tracer(ExceptionSignal.SPAN_EVENTS));
        readTwice(tracer(ExceptionSignal.SPAN_EVENTS));

        assertThat(logs.getFinishedLogRecordItems()).isEmpty();
    }

    @Test
    void record_followsTheConventions() {
        OperationTracer tracer = tracer(ExceptionSignal.LOGS);
        failingStatement(tracer);

        LogRecordData record = logs.getFinishedLogRecordItems().get(0);
        SpanData statement = span("db_query");
        assertThat(record.getSeverity()).isEqualTo(Severity.WARN);
        assertThat(record.getSpanContext().getSpanId()).isEqualTo(statement.getSpanId());
        assertThat(record.getSpanContext().getTraceId()).isEqualTo(statement.getTraceId());
        assertThat(record.getTimestampEpochNanos()).isEqualTo(statement.getEndEpochNanos());
        assertThat(record.getInstrumentationScopeInfo().getVersion()).isNotBlank();
        assertThat(record.getAttributes().asMap().keySet())
                .filteredOn(key -> !key.getKey().equals("event.name"))
                .containsExactlyInAnyOrder(TYPE, STACK_TRACE);
        assertThat(record.getAttributes().get(STACK_TRACE))
                .contains("ExceptionEventsTest")
                .doesNotContain(SECRET);
    }

    @Test
    void messages_areToldOnRequest() {
        TracerOptions options =
                new TracerOptions().exceptionSignal(ExceptionSignal.LOGS).exceptionMessages(true);
        failingStatement(tracer(options, Sampler.alwaysOn()));

        assertThat(logs.getFinishedLogRecordItems())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.getAttributes().get(MESSAGE)).isEqualTo("Duplicate " + SECRET));
    }

    @Test
    void failureThatOnlyTheOperationHas_isToldThere() {
        OperationTracer tracer = tracer(ExceptionSignal.LOGS);
        Frame operation = tracer.startOperation("session", FIND, "User", null);
        end(tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty())), null);
        operation.fail(new IllegalStateException(SECRET));
        operation.end();

        assertThat(told()).isEqualTo("""
                dev.ormtracing.hibernate orm.operation.exception java.lang.IllegalStateException at operation""");
    }

    @Test
    void connectThatFails_isAnExceptionOfTheDatabase() {
        OperationTracer tracer = tracer(ExceptionSignal.LOGS);
        Frame operation = tracer.startOperation("session", FIND, "User", null);
        SQLException failure = new SQLException("no connection");
        end(tracer.startConnect(Attributes.empty(), Attributes.empty()), failure);
        operation.fail(new IllegalStateException(failure));
        operation.end();

        assertThat(told()).isEqualTo("""
                dev.ormtracing.jdbc db.client.operation.exception java.sql.SQLException at connect""");
    }

    @Test
    void twoFailures_areTwoRecords() {
        OperationTracer tracer = tracer(ExceptionSignal.LOGS);
        failingStatement(tracer);
        failingStatement(tracer);

        assertThat(logs.getFinishedLogRecordItems()).hasSize(2);
    }

    @Test
    void commitThatFails_isToldByItsStep() {
        OperationTracer tracer = tracer(ExceptionSignal.LOGS);
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, "session", transaction);
        RuntimeException failure = new IllegalStateException("a synchronization");
        commit.fail(failure);
        commit.end();
        transaction.fail(new RuntimeException(failure));
        transaction.end(TransactionSpan.Outcome.ROLLED_BACK);

        assertThat(told())
                .isEqualTo(
                        "dev.ormtracing.hibernate orm.commit_transaction.exception java.lang.IllegalStateException at"
                                + " commit_transaction");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGS", "BOTH"})
    void nPlusOne_isARecordToo_andStaysOnItsSpan(ExceptionSignal signal) {
        readTwice(tracer(signal));

        assertThat(logs.getFinishedLogRecordItems()).singleElement().satisfies(record -> {
            assertThat(nameOf(record)).isEqualTo("orm.n_plus_one");
            assertThat(record.getSeverity()).isEqualTo(Severity.WARN);
            assertThat(record.getSpanContext().getSpanId())
                    .isEqualTo(span("transaction").getSpanId());
            assertThat(record.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.subject")))
                    .isEqualTo("User.find");
        });
        assertThat(span("transaction").getEvents())
                .extracting(EventData::getName)
                .containsExactly("orm.n_plus_one");
    }

    @Test
    void traceThatIsNotSampled_hasNoRecord() {
        TracerOptions options = new TracerOptions().exceptionSignal(ExceptionSignal.LOGS);
        failingStatement(tracer(options, Sampler.alwaysOff()));

        assertThat(logs.getFinishedLogRecordItems()).isEmpty();
    }

    @Test
    void sdkWithoutLogs_isAsBefore() {
        RecordedSpans recorded = new RecordedSpans();
        failingStatement(new OperationTracer(
                TracerSource.of(recorded.sdk), new TracerOptions().exceptionSignal(ExceptionSignal.LOGS)));

        assertThat(recorded.tree()).contains("db_query ERROR");
    }

    private static void failingStatement(OperationTracer tracer) {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame operation = tracer.startOperation("session", FIND, "User", transaction);
        SQLException failure = new SQLException("Duplicate " + SECRET, "23505");
        end(tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty())), failure);
        RuntimeException wrapped = new IllegalStateException("wrapped " + SECRET, failure);
        operation.fail(wrapped);
        operation.end();
        transaction.fail(new RuntimeException(wrapped));
        transaction.end(TransactionSpan.Outcome.ROLLED_BACK);
    }

    private static void readTwice(OperationTracer tracer) {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 2; i++) {
            Frame operation = tracer.startOperation("session", Call.FIND, "User", transaction);
            JdbcCall call = tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()));
            assertThat(call).isNotNull();
            call.end(true);
            operation.end();
        }
        transaction.end(TransactionSpan.Outcome.COMMITTED);
    }

    /** An SDK before 1.50 has an attribute instead. */
    private static @Nullable String nameOf(LogRecordData record) {
        try {
            return record.getEventName();
        } catch (NoSuchMethodError olderSdk) {
            return record.getAttributes().get(AttributeKey.stringKey("event.name"));
        }
    }

    private static void end(@Nullable JdbcCall call, @Nullable SQLException failure) {
        if (call != null) {
            if (failure != null) {
                call.fail(failure, failure.getSQLState());
            }
            call.end();
        }
    }

    private String told() {
        List<LogRecordData> records = logs.getFinishedLogRecordItems();
        return records.stream()
                .map(record -> record.getInstrumentationScopeInfo().getName() + " " + nameOf(record) + " "
                        + record.getAttributes().get(TYPE) + " at "
                        + spans.getFinishedSpanItems().stream()
                                .filter(span -> span.getSpanId()
                                        .equals(record.getSpanContext().getSpanId()))
                                .map(SpanData::getName)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
