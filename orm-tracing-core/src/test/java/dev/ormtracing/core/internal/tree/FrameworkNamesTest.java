package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The names that a framework tells on the thread: of the repository that runs, and of the transaction that begins. */
class FrameworkNamesTest {

    private static final AttributeKey<String> REPOSITORY = AttributeKey.stringKey("orm.repository.method");
    private static final AttributeKey<String> TRANSACTION = AttributeKey.stringKey("orm.transaction.name");
    private static final Attributes OPERATION = Attributes.of(
            AttributeKey.stringKey("method"), "find",
            AttributeKey.stringKey("model"), "User",
            AttributeKey.stringKey("name"), "User.find");
    private static final Caller USERS = Caller.ofRepository("Users.findByEmail");

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    @BeforeEach
    void tell() {
        Caller.namesRepositories = true;
        OperationTracer.namesTransactions = true;
    }

    @AfterEach
    void tellNoMore() {
        Caller.namesRepositories = false;
        OperationTracer.namesTransactions = false;
        ThreadSlots.TRANSACTION_NAME.set(null);
    }

    @Test
    void operation_hasTheRepositoryThatRuns_andNoOther() {
        Caller before = Caller.enter(USERS);
        Caller outer = Caller.enter(Caller.ofRepository("Posts.count"));
        find();
        Caller.enter(outer);
        find();
        Caller.enter(before);
        find();

        assertThat(spans.all())
                .extracting(span -> span.getAttributes().get(REPOSITORY))
                .containsExactly("Posts.count", "Users.findByEmail", null);
    }

    @Test
    void statementOutsideOfOperations_hasItToo() {
        Caller before = Caller.enter(USERS);
        JdbcCall call = tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()));
        assertThat(call).isNotNull();
        call.end();
        Caller.enter(before);

        assertThat(spans.named("orm:client:db_query").getAttributes().get(REPOSITORY))
                .isEqualTo("Users.findByEmail");
    }

    @Test
    void sampler_seesIt_ofOperationsAndStatements() {
        List<String> seen = new ArrayList<>();
        Sampler sampler = Sampler.parentBased(new Sampler() {
            @Override
            public SamplingResult shouldSample(
                    Context parent,
                    String traceId,
                    String name,
                    SpanKind kind,
                    Attributes attributes,
                    List<LinkData> links) {
                seen.add(name + " " + attributes.get(REPOSITORY));
                return SamplingResult.drop();
            }

            @Override
            public String getDescription() {
                return "none";
            }
        });
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(new Nothing())
                        .setSampler(sampler)
                        .build())
                .build()) {
            OperationTracer sampled = OrmTracing.create(sdk).tracer();
            Caller before = Caller.enter(USERS);
            sampled.startOperation("session", Call.FIND, "User", null).end();
            JdbcCall call = sampled.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()));
            Caller.enter(before);
            sampled.startOperation("session", Call.FIND, "User", null).end();
            if (call != null) {
                call.end();
            }
        }

        assertThat(seen)
                .containsExactly(
                        "orm:client:operation Users.findByEmail",
                        "orm:client:db_query Users.findByEmail",
                        "orm:client:operation null");
    }

    @Test
    void placeOnTheStack_isBesideIt() {
        OperationTracer walking = spans.tracing().recordCaller(true).build().tracer();
        Caller before = Caller.enter(USERS);
        walking.startOperation("session", Call.FIND, "User", null).end();
        Caller.enter(before);

        assertThat(spans.named("orm:client:operation").getAttributes().get(REPOSITORY))
                .isEqualTo("Users.findByEmail");
    }

    @Test
    void transaction_hasTheNameThatWasToldBeforeItsBegin() {
        ThreadSlots.TRANSACTION_NAME.set("Orders.checkout");
        TransactionSpan named = tracer.startTransaction(null);
        ThreadSlots.TRANSACTION_NAME.set(null);
        named.end();
        tracer.startTransaction(null).end();

        assertThat(spans.all())
                .extracting(span -> span.getAttributes().get(TRANSACTION))
                .containsExactly("Orders.checkout", null);
    }

    /** The entry of a map of attributes, and nothing else. */
    @Test
    void name_costs64BytesAtMost() {
        try (SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(new Nothing()).build()) {
            Tracer measured = provider.get("measured");
            long without = bytes(measured, null);
            long with = bytes(measured, USERS);

            assertThat(with - without).isLessThanOrEqualTo(64);
        }
    }

    /** Of one span with the attributes of an operation, on average. */
    private static long bytes(Tracer measured, @Nullable Caller repository) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 20_000;
        long start = 0;
        for (int i = -rounds; i < rounds; i++) {
            if (i == 0) {
                start = threads.getCurrentThreadAllocatedBytes();
            }
            Caller before = Caller.enter(repository);
            Caller running = Caller.repositoryRunning();
            measured.spanBuilder("operation")
                    .setAllAttributes(running == null ? OPERATION : running.and(OPERATION))
                    .startSpan()
                    .end();
            Caller.enter(before);
        }
        return (threads.getCurrentThreadAllocatedBytes() - start) / rounds;
    }

    /** Without any processor, the SDK makes no spans. */
    private static final class Nothing implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    private void find() {
        tracer.startOperation("session", Call.FIND, "User", null).end();
    }
}
