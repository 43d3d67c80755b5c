package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.cost.CacheAction;
import dev.ormtracing.core.internal.cost.CacheCall;
import dev.ormtracing.core.internal.cost.CachedData;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call on a cache divides, and where it is told. */
class CacheCallsTest {

    private static final Object SESSION = "session";
    private static final CachedData USERS = CachedData.ofEntity("users", "User");
    private static final Duration NEVER = Duration.ofDays(1);

    private final RecordedSpans spans = new RecordedSpans();
    private OperationTracer tracer = tracer(spans.tracing());

    private static OperationTracer tracer(OrmTracing.Builder tracing) {
        return tracing.cacheThreshold(Duration.ZERO).build().tracer();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
    }

    @Test
    void hit_endsSerialize_andWhatFollowsIsHydrate() {
        Frame find = find();
        asks(CacheAction.HIT);
        find.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  cache
                  hydrate
                """);
        assertThat(spans.named("orm:client:cache").getAttributes().asMap())
                .isEqualTo(Map.of(
                        OrmAttributes.CACHE_OPERATION, "get",
                        OrmAttributes.CACHE_REGION, "users",
                        OrmAttributes.ENTITY, "User",
                        OrmAttributes.CACHE_RESULT, "hit"));
        phasesFollowEachOther();
    }

    @Test
    void miss_letsSerializeGoOn_andAPutLetsHydrateGoOn() {
        Frame find = find();
        asks(CacheAction.MISS);
        Phases.selectStarts(find);
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end(true);
        asks(CacheAction.STORED);
        Phases.selectEnds(find);
        find.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  cache
                  serialize
                  db_query
                  hydrate
                  cache
                  hydrate
                """);
        phasesFollowEachOther();
    }

    @Test
    void failedCall_isAnErrorAfterWhichNothingFollows() {
        Frame find = find();
        IllegalStateException failure = new IllegalStateException();
        asks(CacheAction.GET, failure);
        find.fail(failure);
        find.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find ERROR
                  serialize
                  cache ERROR
                """);
        assertThat(spans.named("orm:client:cache").getAttributes().get(OrmAttributes.ERROR_TYPE))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void deferredOperation_isASpanOnceACacheHasAnsweredSlowly() {
        Frame lazy = tracer.startDeferredOperation(SESSION, Call.INITIALIZE, "User", null, null, null);
        asks(CacheAction.HIT);
        lazy.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.initialize
                  serialize
                  cache
                  hydrate
                """);
    }

    @Test
    void fastCall_isNothing() {
        assertThat(spans.tracing().build().tracer().caches().areSlow(99_999)).isFalse();
        assertThat(spans.tracing().build().tracer().caches().areSlow(100_000)).isTrue();
        assertThat(tracer.caches().areSlow(0)).isTrue();
    }

    @Test
    void statementInsideOfACall_comesBeforeIt() {
        Frame find = find();
        long start = System.nanoTime();
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end(false);
        tell(CacheAction.MISS, start, null);
        find.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  db_query
                  cache
                """);
        phasesFollowEachOther();
    }

    @Test
    void compact_tellsTheSum() {
        tracer = tracer(spans.tracing().detail(Detail.COMPACT));
        Frame find = find();
        asks(CacheAction.MISS);
        asks(CacheAction.STORED);
        find.end();

        assertThat(spans.tree()).isEqualTo("operation User.find\n");
        assertThat(seconds("orm:client:operation")).isPositive();
    }

    @Test
    void compact_tellsTheSumOfAStepOnTheTransaction() {
        tracer = tracer(spans.tracing().detail(Detail.COMPACT));
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
        asks(CacheAction.STORED);
        commit.end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("transaction\n");
        assertThat(seconds("orm:client:transaction")).isPositive();
    }

    @Test
    void adaptive_tellsTheSumOfAFastOperation_andTheCallsOfASlowOne() {
        tracer = tracer(spans.tracing().detail(Detail.ADAPTIVE).slowOperationThreshold(NEVER));
        Frame fast = find();
        asks(CacheAction.HIT);
        fast.end();
        assertThat(spans.tree()).isEqualTo("operation User.find\n");
        assertThat(seconds("orm:client:operation")).isPositive();

        tracer = tracer(spans.tracing().detail(Detail.ADAPTIVE).slowOperationThreshold(Duration.ofNanos(1)));
        Frame slow = find();
        asks(CacheAction.HIT);
        slow.end();
        assertThat(spans.tree()).endsWith("""
                operation User.find
                  serialize
                  cache
                  hydrate
                """);
        assertThat(spans.named("orm:client:cache").getAttributes().get(OrmAttributes.CACHE_REGION))
                .isEqualTo("users");
    }

    @Test
    void mergedOperations_tellTheirSum() {
        tracer = tracer(spans.tracing().mergeOperationsAfter(1));
        var siblings = tracer.mergedOperations();
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 3; i++) {
            Frame find = tracer.startOperation(SESSION, Call.FIND, "User", null, transaction, siblings);
            asks(CacheAction.HIT);
            find.end();
        }
        siblings.write();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  operation User.find
                    serialize
                    cache
                    hydrate
                  operation User.find
                """);
        assertThat(spans.all().stream().filter(span -> seconds(span) != null)).hasSize(1);
    }

    @Test
    void callOutsideOfOperations_isBelowTheTransaction_orAlone() {
        TransactionSpan transaction = tracer.startTransaction(null);
        tracer.caches().tell(null, transaction, call(CacheAction.HIT, System.nanoTime(), null));
        transaction.end();
        asks(CacheAction.EVICT);

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  cache
                cache
                """);
    }

    @Test
    void callThatIsNotSampled_isNothing() {
        RecordedSpans none = new RecordedSpans(Sampler.alwaysOff());
        tracer = tracer(none.tracing());
        Frame find = find();
        asks(CacheAction.HIT);
        find.end();

        assertThat(none.all()).isEmpty();
    }

    private Frame find() {
        return tracer.startOperation(SESSION, Call.FIND, "User", null);
    }

    private void asks(CacheAction action) {
        asks(action, null);
    }

    private void asks(CacheAction action, @Nullable Throwable failure) {
        tell(action, System.nanoTime(), failure);
    }

    private void tell(CacheAction action, long start, @Nullable Throwable failure) {
        tracer.caches().tell(null, null, call(action, start, failure));
    }

    private static CacheCall call(CacheAction action, long start, @Nullable Throwable failure) {
        return new CacheCall(USERS, action, start, System.nanoTime() + 1, failure);
    }

    private @Nullable Double seconds(String name) {
        return seconds(spans.named(name));
    }

    private static @Nullable Double seconds(SpanData span) {
        return span.getAttributes().get(SpanType.CACHE.duration);
    }

    private void phasesFollowEachOther() {
        List<SpanData> phases = spans.all().stream()
                .filter(span -> !span.getName().endsWith("operation"))
                .sorted((a, b) -> Long.compare(a.getStartEpochNanos(), b.getStartEpochNanos()))
                .toList();
        for (int i = 1; i < phases.size(); i++) {
            assertThat(phases.get(i).getStartEpochNanos())
                    .isGreaterThanOrEqualTo(phases.get(i - 1).getEndEpochNanos());
        }
    }
}
