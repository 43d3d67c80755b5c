package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.LoggedLines;
import dev.ormtracing.core.internal.measure.SlowLog;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.measure.TimeTree;
import dev.ormtracing.core.internal.measure.TimeTreeText;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowLogTest {

    private static final Object SESSION = "session";
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LoggedLines log = new LoggedLines(SlowLog.LOGGER_NAME);
    private final List<String> logged = log.all();

    @AfterEach
    void listenNoMore() {
        log.close();
        assertThat(RecordedFrame.current()).isNull();
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void slowOperation_isLoggedAsATree(boolean sampled) {
        OperationTracer tracer = tracer(sampled, Duration.ZERO);
        Frame list = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Phases.compileStarts(list);
        Phases.compileEnds(list);
        Frame flush = tracer.startFlush(SESSION, null);
        statement(tracer, "UPDATE users", "update users set name=?", false);
        flush.end();
        tracer.startConnect(Attributes.empty(), Attributes.empty()).end();
        Phases.selectStarts(list);
        statement(tracer, "SELECT users", "select *\n from users", true);
        statement(tracer, "SELECT users", "select *\n from users", true);
        Phases.selectEnds(list);
        list.end();

        assertThat(logged).singleElement().satisfies(text -> {
            assertThat(text).startsWith("Slow: User.getResultList took ");
            assertThat(withoutTimes(text)).isEqualTo("""
                    operation User.getResultList
                    ├─ compile
                    ├─ serialize ×2
                    ├─ flush
                    │  ├─ serialize
                    │  └─ db_query UPDATE users  update users set name=?
                    ├─ connect
                    ├─ db_query SELECT users ×2  select * from users
                    └─ hydrate ×2""");
            assertThat(text.contains("(not sampled)")).isEqualTo(!sampled);
        });
    }

    @Test
    void fastOperation_isNotLogged() {
        OperationTracer tracer = tracer(true, Duration.ofHours(1));
        tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null)
                .end();

        assertThat(logged).isEmpty();
    }

    @Test
    void notAskedFor_nothingIsLogged() {
        OperationTracer tracer = OrmTracing.builder()
                .openTelemetry(sdk(true))
                .slowOperationThreshold(Duration.ZERO)
                .build()
                .tracer();
        tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null)
                .end();

        assertThat(logged).isEmpty();
    }

    @Test
    void oneOfAName_isLoggedAMinute() {
        SlowLog log = new SlowLog(0);

        assertThat(log.pass("User.find", 0)).isZero();
        assertThat(log.pass("User.find", 1)).isEqualTo(-1);
        assertThat(log.pass("User.find", 2)).isEqualTo(-1);
        assertThat(log.pass("Post.find", 3)).isEqualTo(2);
        assertThat(log.pass("User.find", MINUTE)).isZero();
    }

    @Test
    void tenInAll_areLoggedAMinute() {
        SlowLog log = new SlowLog(0);
        for (int i = 0; i < 10; i++) {
            assertThat(log.pass("operation " + i, i)).isZero();
        }

        assertThat(log.pass("operation 10", 10)).isEqualTo(-1);
        assertThat(log.pass("operation 11", MINUTE)).isEqualTo(1);
    }

    @Test
    void thousandsOfStatements_areAHundredEntries() {
        TimeTree tree = new TimeTree(SpanType.OPERATION, "User.find", null);
        for (int i = 0; i < 5_000; i++) {
            tree.add(SpanType.DB_QUERY, "SELECT t" + i % 200, "select " + i % 200, 10);
        }
        TimeTree nested = new TimeTree(SpanType.FLUSH, "", null);
        nested.add(SpanType.DB_QUERY, "x", null, 7);
        tree.add(nested);

        assertThat(tree.children())
                .hasSize(100)
                .allSatisfy(child -> assertThat(child.count).isEqualTo(25));
        assertThat(tree.leftOut).isEqualTo(2_501);
        assertThat(TimeTreeText.of(tree).lines())
                .hasSize(1 + 1 + 10 + 1)
                .last()
                .asString()
                .endsWith("└─ 4751 more");
    }

    @Test
    void equalFlushes_areOneWithAllTheirStatements() {
        TimeTree tree = new TimeTree(SpanType.OPERATION, "User.find", null);
        for (int i = 0; i < 3; i++) {
            TimeTree flush = new TimeTree(SpanType.FLUSH, "", null);
            flush.nanos = 10;
            flush.add(SpanType.DB_QUERY, "UPDATE a", null, 5);
            flush.add(SpanType.DB_QUERY, "UPDATE b" + i, null, 5);
            tree.add(flush);
        }

        assertThat(withoutTimes(TimeTreeText.of(tree))).isEqualTo("""
                operation User.find
                └─ flush ×3
                   ├─ db_query UPDATE a ×3
                   ├─ db_query UPDATE b0
                   ├─ db_query UPDATE b1
                   └─ db_query UPDATE b2""");
    }

    private static String withoutTimes(String text) {
        return text.substring(text.indexOf('\n') + 1)
                .replaceAll("(?m)^ *[0-9.]+ ms  ", "")
                .replace("\r", "");
    }

    private static OpenTelemetrySdk sdk(boolean sampled) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff())
                        .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
                        .build())
                .build();
    }

    private static OperationTracer tracer(boolean sampled, Duration threshold) {
        return OrmTracing.builder()
                .openTelemetry(sdk(sampled))
                .slowOperationThreshold(threshold)
                .logSlowOperations(true)
                .build()
                .tracer();
    }

    private static void statement(OperationTracer tracer, String summary, String text, boolean rows) {
        JdbcCall statement = tracer.startQuery(null, new DescribedStatement(summary, null, Attributes.empty()));
        statement.shape(new StatementShape(summary, text, Attributes.empty()));
        statement.end(rows);
    }
}
