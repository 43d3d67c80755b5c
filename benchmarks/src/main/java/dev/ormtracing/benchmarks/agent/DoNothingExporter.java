package dev.ormtracing.benchmarks.agent;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** The end of a batch processor with the default settings: drops what it is given. */
public final class DoNothingExporter implements SpanExporter {

    private final SpanCount count = new SpanCount();

    private DoNothingExporter() {}

    /** A batch processor that exports to nowhere. */
    public static SpanProcessor batched() {
        BatchSpanProcessor processor =
                BatchSpanProcessor.builder(new DoNothingExporter()).build();
        SpanCount.flushWith(new Flush(processor));
        return processor;
    }

    /**
     * A request that comes right after another is given that one's result, or a success, and nothing is flushed: then it
     * asks again.
     */
    private static final class Flush implements Runnable {

        private final SpanProcessor processor;
        private CompletableResultCode last = CompletableResultCode.ofSuccess();

        Flush(SpanProcessor processor) {
            this.processor = processor;
        }

        @Override
        public void run() {
            CompletableResultCode result;
            do {
                result = processor.forceFlush().join(10, TimeUnit.SECONDS);
            } while (result == last || result == CompletableResultCode.ofSuccess());
            last = result;
        }
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        count.addExported(spans.size());
        if (count.isCounting()) {
            spans.forEach(span -> count.add(span.getAttributes().size()));
        }
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
