package dev.ormtracing.it.explained;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes the spans of a round and says how much of them their children explain. Of one thread. */
final class SpanBin implements SpanProcessor {

    private static final AttributeKey<String> NAME = AttributeKey.stringKey("name");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");

    private static final Set<String> STEPS =
            Set.of("operation", "flush", "start_transaction", "commit_transaction", "rollback_transaction");

    private static final List<AttributeKey<Double>> DURATIONS = List.of(
            AttributeKey.doubleKey("orm.flush.duration"),
            AttributeKey.doubleKey("orm.serialize.duration"),
            AttributeKey.doubleKey("orm.auto_commit.duration"),
            AttributeKey.doubleKey("orm.begin.duration"),
            AttributeKey.doubleKey("orm.before_completion.duration"),
            AttributeKey.doubleKey("orm.after_completion.duration"));

    /** The application runs inside. */
    private static final Set<String> NOT_COUNTED = Set.of("getResultStream", "stream", "scroll");

    private final List<ReadableSpan> spans = new ArrayList<>();
    private final Map<String, Long> places = new TreeMap<>();

    /** Forgets what has come, and returns the shares by kind. */
    Map<String, Shares> take() {
        List<SpanData> taken = spans.stream().map(ReadableSpan::toSpanData).toList();
        spans.clear();
        Map<String, List<SpanData>> children = new HashMap<>();
        taken.forEach(span -> children.computeIfAbsent(span.getParentSpanId(), id -> new ArrayList<>())
                .add(span));
        Map<String, Shares> byKind = new TreeMap<>();
        for (SpanData span : taken) {
            List<SpanData> below = children.getOrDefault(span.getSpanId(), List.of());
            if (isCounted(span, below)) {
                String kind = kind(span);
                byKind.computeIfAbsent(kind, key -> new Shares()).add(share(kind, span, below));
            }
        }
        return byKind;
    }

    /** An operation without children is one thing, which its name says. */
    private static boolean isCounted(SpanData span, List<SpanData> children) {
        boolean operation = type(span).equals("operation");
        return STEPS.contains(type(span))
                && !(operation && children.isEmpty())
                && !(operation && NOT_COUNTED.contains(span.getAttributes().get(METHOD)));
    }

    /** Where the gaps are that are not small, in nanoseconds, with what is told as a duration. */
    Map<String, Long> places() {
        return places;
    }

    private static String kind(SpanData span) {
        String name = span.getAttributes().get(NAME);
        return name == null ? type(span) : name;
    }

    private static String type(SpanData span) {
        return span.getName().substring(span.getName().lastIndexOf(':') + 1);
    }

    private Share share(String kind, SpanData span, List<SpanData> children) {
        long gap = 0;
        long end = span.getStartEpochNanos();
        String before = "start";
        Map<String, Long> gaps = new TreeMap<>();
        List<SpanData> sorted = children.stream()
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
        for (SpanData child : sorted) {
            gap += gap(gaps, before, type(child), child.getStartEpochNanos() - end);
            end = Math.max(end, child.getEndEpochNanos());
            before = type(child);
        }
        gap += gap(gaps, before, "end", span.getEndEpochNanos() - end);
        gap = Math.max(0, gap - toldInSeconds(span));
        Share share = new Share(span.getEndEpochNanos() - span.getStartEpochNanos(), gap);
        if (share.rounded().gap() > 0) {
            gaps.forEach((place, nanos) -> places.merge(kind + ": " + place, nanos, Long::sum));
        }
        return share;
    }

    /** What is a duration, since a span that depended on the machine would make each tree another one. */
    private static long toldInSeconds(SpanData span) {
        double seconds = 0;
        for (AttributeKey<Double> duration : DURATIONS) {
            Double told = span.getAttributes().get(duration);
            seconds += told == null ? 0 : told;
        }
        return (long) (seconds * 1e9);
    }

    private static long gap(Map<String, Long> gaps, String before, String after, long nanos) {
        if (nanos <= 0) {
            return 0;
        }
        gaps.merge(before + ".." + after, nanos, Long::sum);
        return nanos;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        spans.add(span);
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
