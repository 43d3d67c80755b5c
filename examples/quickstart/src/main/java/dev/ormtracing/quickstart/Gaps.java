package dev.ormtracing.quickstart;

import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How much of the operations' time no child span accounts for. */
final class Gaps implements SpanExporter {

    private static final double SHARE_LIMIT = 0.05;
    private static final long NANOS_LIMIT = 20_000;

    private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

    /** @param total the nanoseconds of the operation; @param uncovered those outside of its children */
    record Gap(String name, long total, long uncovered) {

        static Gap of(SpanTree operation) {
            long covered = operation.children().stream()
                    .mapToLong(child -> child.duration().toNanos())
                    .sum();
            long total = operation.duration().toNanos();
            return new Gap(operation.toString().lines().findFirst().orElseThrow(), total, total - covered);
        }

        double share() {
            return (double) uncovered / total;
        }

        boolean isSmall() {
            return uncovered < NANOS_LIMIT || share() < SHARE_LIMIT;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f µs of %.1f µs (%.2f %%) in %s",
                    uncovered / 1e3,
                    total / 1e3,
                    share() * 100,
                    name);
        }
    }

    void reset() {
        spans.clear();
    }

    /** Prints the figures. Operations without children have nothing but themselves, and do not count. */
    void print() {
        List<Gap> gaps = Traces.of(spans).operations().stream()
                .filter(operation -> !operation.children().isEmpty())
                .filter(operation -> operation.attribute("orm.hydrate.duration") == null)
                .map(Gap::of)
                .toList();
        long total = gaps.stream().mapToLong(Gap::total).sum();
        long uncovered = gaps.stream().mapToLong(Gap::uncovered).sum();
        System.out.printf(Locale.ROOT, "Gaps of the warm run: %d operations with children.%n", gaps.size());
        System.out.printf(
                Locale.ROOT,
                "  in all          %.1f µs of %.1f µs (%.2f %%)%n",
                uncovered / 1e3,
                total / 1e3,
                100.0 * uncovered / total);
        gaps.stream()
                .max(Comparator.comparingLong(Gap::uncovered))
                .ifPresent(gap -> System.out.println("  the longest     " + gap));
        List<Gap> large = gaps.stream().filter(gap -> !gap.isSmall()).toList();
        System.out.printf("  over 5 %% and over 20 µs: %d%n", large.size());
        large.forEach(gap -> System.out.println("    " + gap));
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        spans.addAll(ended);
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
