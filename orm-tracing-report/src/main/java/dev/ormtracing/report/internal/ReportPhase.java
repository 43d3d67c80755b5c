package dev.ormtracing.report.internal;

import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where time goes. Each instant of a span counts once: for the innermost span that is open. */
enum ReportPhase {
    /** In a transaction, what no operation covers is the application's. */
    APPLICATION(null, "transaction"),
    /** What Hibernate does in no phase of its own, e.g. the flush beside its statements. */
    HIBERNATE(null),
    COMPILE("orm.compile.duration", "compile"),
    SERIALIZE("orm.serialize.duration", "serialize"),
    POOL_WAIT("orm.connect.duration", "connect"),
    DATABASE(null, "db_query", "prepare"),
    CACHE("orm.cache.duration", "cache"),
    HYDRATE("orm.hydrate.duration", "hydrate");

    private static final double NANOS_PER_SECOND = 1e9;

    /** Where a phase is told as an attribute, because it was too short for a span, or spans of phases are off. */
    private final @Nullable AttributeKey<Double> seconds;

    private final List<String> types;

    ReportPhase(@Nullable String seconds, String... types) {
        this.seconds = seconds == null ? null : AttributeKey.doubleKey(seconds);
        this.types = List.of(types);
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReportPhase of(SpanTree tree) {
        String type = tree.type();
        if (type == null) {
            return APPLICATION;
        }
        return Stream.of(values())
                .filter(phase -> phase.types.contains(type))
                .findFirst()
                .orElse(HIBERNATE);
    }

    /** Nanoseconds by {@link #ordinal()}. */
    static long[] sums(Stream<ReportSpan> spans) {
        long[] sums = new long[values().length];
        spans.forEach(span -> add(span, sums));
        return sums;
    }

    private static void add(ReportSpan span, long[] sums) {
        long rest = span.ownNanos();
        for (ReportPhase phase : values()) {
            long told = Math.min(rest, phase.toldBy(span.tree()));
            sums[phase.ordinal()] += told;
            rest -= told;
        }
        sums[of(span.tree()).ordinal()] += rest;
    }

    private long toldBy(SpanTree tree) {
        Double told = seconds == null ? null : tree.attribute(seconds);
        return told == null ? 0 : Math.max(0, Math.round(told * NANOS_PER_SECOND));
    }

    static List<Long> list(long[] sums) {
        return Arrays.stream(sums).boxed().toList();
    }
}
