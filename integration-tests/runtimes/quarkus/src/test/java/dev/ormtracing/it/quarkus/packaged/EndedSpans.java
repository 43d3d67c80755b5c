package dev.ormtracing.it.quarkus.packaged;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an application can say of its spans by itself: their names, in the order of their ends. */
@Singleton
public class EndedSpans implements SpanProcessor {

    private final List<String> names = new CopyOnWriteArrayList<>();

    void forget() {
        names.clear();
    }

    String text() {
        return String.join("\n", names);
    }

    @Override
    public void onEnd(ReadableSpan span) {
        names.add(span.getName());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }
}
