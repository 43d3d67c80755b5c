package dev.ormtracing.testing.internal.recording;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps spans by trace until their root has ended, within bounds. Thread-safe. */
public final class TraceBuffer {

    private final int maxSpans;
    private final int maxTraces;
    private final Map<String, List<SpanData>> traces = new LinkedHashMap<>();
    private int size;

    public TraceBuffer(int maxSpans, int maxTraces) {
        this.maxSpans = maxSpans;
        this.maxTraces = maxTraces;
    }

    /** Adds spans and takes out what is complete, or too old: a list of spans for each tree to print. */
    public synchronized List<List<SpanData>> add(Collection<SpanData> spans) {
        for (SpanData span : spans) {
            traces.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>()).add(span);
            size++;
        }
        List<List<SpanData>> complete = new ArrayList<>();
        spans.stream().filter(TraceBuffer::isRoot).forEach(root -> complete.add(takeTree(root)));
        while (size > maxSpans || traces.size() > maxTraces) {
            complete.add(takeOldest());
        }
        return complete;
    }

    public synchronized List<List<SpanData>> drain() {
        List<List<SpanData>> rest = List.copyOf(traces.values());
        traces.clear();
        size = 0;
        return rest;
    }

    private static boolean isRoot(SpanData span) {
        return !span.getParentSpanContext().isValid()
                || span.getParentSpanContext().isRemote();
    }

    /** Another root of the same trace may still be running, with spans of its own waiting here. */
    private List<SpanData> takeTree(SpanData root) {
        List<SpanData> waiting = traces.getOrDefault(root.getTraceId(), List.of());
        List<SpanData> tree = new ArrayList<>(List.of(root));
        Set<String> ids = new HashSet<>(Set.of(root.getSpanId()));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (SpanData span : waiting) {
                if (span != root
                        && ids.contains(span.getParentSpanId())
                        && !isRoot(span)
                        && ids.add(span.getSpanId())) {
                    tree.add(span);
                    grown = true;
                }
            }
        }
        remove(root.getTraceId(), waiting, ids);
        return tree;
    }

    private void remove(String traceId, List<SpanData> waiting, Set<String> ids) {
        waiting.removeIf(span -> ids.contains(span.getSpanId()));
        size -= ids.size();
        if (waiting.isEmpty()) {
            traces.remove(traceId);
        }
    }

    private List<SpanData> takeOldest() {
        Iterator<List<SpanData>> iterator = traces.values().iterator();
        List<SpanData> oldest = iterator.next();
        iterator.remove();
        size -= oldest.size();
        return oldest;
    }
}
