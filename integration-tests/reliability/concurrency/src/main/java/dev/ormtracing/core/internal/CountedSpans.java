package dev.ormtracing.core.internal;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.tree.OperationTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One SDK for all, which tells of each span that is watched how often it has ended, and with what. */
public final class CountedSpans implements SpanProcessor {

    /** What has become of one span. */
    public static final class Watched {

        private final AtomicInteger ends = new AtomicInteger();
        private volatile @Nullable ReadableSpan span;

        public int ends() {
            return ends.get();
        }

        public int events() {
            ReadableSpan ended = span;
            return ended == null ? -1 : ended.toSpanData().getEvents().size();
        }

        public <T> @Nullable T attribute(AttributeKey<T> key) {
            ReadableSpan ended = span;
            return ended == null ? null : ended.getAttribute(key);
        }
    }

    private static final CountedSpans PROCESSOR = new CountedSpans();
    private static final ThreadLocal<@Nullable Watched> WATCHED = new ThreadLocal<>();

    private static final OpenTelemetry SDK = OpenTelemetrySdk.builder()
            .setTracerProvider(
                    SdkTracerProvider.builder().addSpanProcessor(PROCESSOR).build())
            .build();

    private static final OperationTracer TRACER =
            OrmTracing.builder().openTelemetry(SDK).build().tracer();

    private final Map<ReadableSpan, Watched> watched = new ConcurrentHashMap<>();

    private CountedSpans() {}

    public static OperationTracer tracer() {
        return TRACER;
    }

    /** Starts a span of the application. */
    public static Span startSpan() {
        return SDK.getTracer("application").spanBuilder("request").startSpan();
    }

    /** What becomes of the span that the calling thread starts next. */
    public static Watched watchNext() {
        Watched next = new Watched();
        WATCHED.set(next);
        return next;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        Watched next = WATCHED.get();
        if (next != null) {
            WATCHED.remove();
            watched.put(span, next);
        }
    }

    @Override
    public void onEnd(ReadableSpan span) {
        Watched next = watched.remove(span);
        if (next != null) {
            next.ends.incrementAndGet();
            next.span = span;
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
