package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.context.ContextsOfThread;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application sees that opens scopes, derives contexts and keeps them while something of ours runs. */
class RunningContextTest {

    private static final ContextKey<String> KEY = ContextKey.named("key");
    private static final Object SESSION = new Object();

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    /** Tests of other classes have left contexts on this thread, on purpose, and classes run in any order. */
    @BeforeEach
    void nothingIsLeftByOthers() {
        forget();
    }

    @AfterEach
    void nothingIsLeft() {
        Context left = Context.current();
        Context.root().makeCurrent();
        assertThat(left).isSameAs(Context.root());
        assertThat(ContextsOfThread.running()).isNull();
        assertThat(ContextsOfThread.left()).isNull();
    }

    @Test
    void derivedContext_losesTheSpanWhenItIsOver() {
        Frame operation = find(tracer);
        Context captured = Context.current();
        Context derived = captured.with(KEY, "value");
        Span ours = Span.current();

        assertThat(ours.isRecording()).isTrue();
        assertThat(Span.fromContext(derived)).isSameAs(ours);
        operation.end();
        assertThat(Span.fromContext(captured).getSpanContext().isValid()).isFalse();
        assertThat(Span.fromContext(derived).getSpanContext().isValid()).isFalse();
        assertThat(derived.get(KEY)).isEqualTo("value");
        assertThat(derived.with(KEY, "other").get(KEY)).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void operationWithoutAnSdk_leavesTheContextAsItIs(boolean inSpan) {
        OpenTelemetry withoutSdk = OpenTelemetry.propagating(ContextPropagators.noop());
        Span own = spans.sdk.getTracer("application").spanBuilder("own").startSpan();
        try (Scope scope = inSpan ? own.makeCurrent() : Scope.noop()) {
            Context before = Context.current();
            Frame operation = find(OrmTracing.create(withoutSdk).tracer());

            assertThat(Context.current()).isSameAs(before);
            operation.end();
        }
        own.end();
    }

    @Test
    void spanOfTheApplicationInADerivedContext_stays() {
        Frame operation = find(tracer);
        Span own = spans.sdk.getTracer("application").spanBuilder("own").startSpan();
        Context derived = Context.current().with(own);
        operation.end();
        own.end();

        assertThat(Span.fromContext(derived)).isSameAs(own);
    }

    @Test
    void contextCapturedForAnotherThread_isTheApplicationsOnceTheSpanIsOver() {
        Frame operation = find(tracer);
        Context captured = Context.current();
        operation.end();

        Context there = CompletableFuture.supplyAsync(captured.wrapSupplier(Context::current))
                .join();
        assertThat(there).isSameAs(Context.root());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void scopeFromOneOperationToTheNext_leavesNothing(boolean sampled) {
        OperationTracer any = sampled ? tracer : unsampled();
        Frame first = find(any);
        Context opened = Context.current().with(KEY, "opened");
        Scope scope = opened.makeCurrent();
        first.end();
        assertThat(Context.current()).isSameAs(opened);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();

        Frame second = find(any);
        assertThat(Context.current()).isSameAs(opened);
        scope.close();
        second.end();
    }

    @Test
    void scopeFromOneOperationToTheNext_leavesTheTreesAlone() {
        Frame first = find(tracer);
        Scope scope = Context.current().with(KEY, "opened").makeCurrent();
        query();
        first.end();
        Frame second = find(tracer);
        query();
        scope.close();
        query();
        second.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  db_query
                operation User.find
                  serialize
                  db_query
                  db_query
                """);
    }

    @Test
    void capturedContext_isClosedInTheNextOperation() {
        Context captured = Context.root().with(KEY, "captured");
        Frame first = find(tracer);
        Scope scope = captured.makeCurrent();
        first.end();
        assertThat(Context.current()).isSameAs(captured);

        Frame second = find(tracer);
        scope.close();
        second.end();
    }

    @Test
    void scopeClosedBetweenOperations_takesOursAwayAtOnce() {
        Frame operation = find(tracer);
        Scope scope = Context.current().with(KEY, "opened").makeCurrent();
        operation.end();
        scope.close();

        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void scopeThatIsCoveredByWhatWasBefore_leavesNothing() {
        Frame first = find(tracer);
        Context before = Context.current();
        before.with(KEY, "opened").makeCurrent();
        first.end();
        Frame second = find(tracer);
        before.makeCurrent();
        second.end();

        assertThat(Context.current()).isSameAs(Context.root());
        forget();
    }

    @Test
    void scopesOfTwoSessions_areClosedOneByOne() {
        Frame first = find(tracer);
        Scope outer = Context.current().with(KEY, "outer").makeCurrent();
        first.end();
        Frame second = find(tracer);
        Scope inner = Context.current().with(KEY, "inner").makeCurrent();
        second.end();
        Frame third = find(tracer);
        inner.close();
        third.end();
        assertThat(Context.current().get(KEY)).isEqualTo("outer");
        Frame fourth = find(tracer);
        outer.close();
        fourth.end();
    }

    @Test
    void scopeOpenedAsTheDriverConnects_isNoStatementsOfOurs() {
        Frame operation = find(tracer);
        JdbcCall connect = tracer.startConnect(Attributes.empty(), Attributes.empty());
        Scope scope = Context.current().with(KEY, "connected").makeCurrent();
        connect.end();
        assertThat(Span.current().getSpanContext()).isEqualTo(operation.spanContext());
        query();
        scope.close();
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  connect
                  db_query
                """);
    }

    @Test
    void scopeThatIsNeverClosed_isKeptAsIsAndWithinBounds() {
        Context first = null;
        for (int i = 0; i < 200; i++) {
            Frame operation = find(tracer);
            Context.current().with(KEY, "leak " + i).makeCurrent();
            operation.end();
            first = first == null ? Context.current() : first;
            Context.current().with(KEY, "request " + i).makeCurrent();
        }
        int kept = 0;
        for (RunningContext running = ContextsOfThread.running(); running != null; running = running.below) {
            kept++;
        }

        assertThat(kept).isLessThanOrEqualTo(66);
        assertThat(ContextsOfThread.left()).hasSizeLessThanOrEqualTo(16);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        Context.root().makeCurrent();
        forget();
    }

    @Test
    void step_isNotCurrent() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
        assertThat(Context.current()).isSameAs(Context.root());
        query();
        find(tracer, transaction).end();
        commit.end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  commit_transaction
                    db_query
                    operation User.find
                """);
    }

    @Test
    void stepThatIsNotSampled_isSeenByWhatRunsInside() {
        OperationTracer off = unsampled();
        TransactionSpan transaction = off.startTransaction(null);
        Frame commit = off.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);

        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(off.isSampling()).isFalse();
        assertThat(off.startConnect(Attributes.empty(), Attributes.empty())).isNull();
        assertThat(off.startTransaction(null).isEnded()).isTrue();
        commit.end();
        assertThat(off.isSampling()).isTrue();
        transaction.end();
    }

    @Test
    void scopeInAStep_mayBeClosedInAnother() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame begin = tracer.startStep(SpanType.START_TRANSACTION, SESSION, transaction);
        Scope scope = Context.current().with(KEY, "opened").makeCurrent();
        begin.end();
        find(tracer, transaction).end();
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
        query();
        scope.close();
        query();
        commit.end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  start_transaction
                  operation User.find
                  commit_transaction
                    db_query
                    db_query
                """);
    }

    private static void forget() {
        ContextsOfThread.left(null);
        while (ContextsOfThread.running() != null) {
            ContextsOfThread.leave(ContextsOfThread.running());
        }
    }

    private static OperationTracer unsampled() {
        return new RecordedSpans(Sampler.alwaysOff()).tracer();
    }

    private static Frame find(OperationTracer tracer) {
        return find(tracer, null);
    }

    private static Frame find(OperationTracer tracer, TransactionSpan transaction) {
        return tracer.startOperation(SESSION, OperationMethod.named("find"), "User", transaction);
    }

    private void query() {
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end();
    }
}
