package dev.ormtracing.load.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** The turns of all variants. A variant is compared with its baseline round by round: both had the same machine. */
final class Results {

    private final Map<Variant, List<Turn>> turns = new EnumMap<>(Variant.class);

    void add(Variant variant, Turn turn) {
        turns.computeIfAbsent(variant, key -> new ArrayList<>()).add(turn);
    }

    Set<Variant> variants() {
        return turns.keySet();
    }

    List<Turn> turns(Variant variant) {
        return turns.getOrDefault(variant, List.of());
    }

    Quartiles of(Variant variant, ToDoubleFunction<Turn> figure) {
        return Quartiles.of(turns(variant).stream().map(figure::applyAsDouble).toList());
    }

    Quartiles ratio(Variant variant, ToDoubleFunction<Turn> figure) {
        return compared(variant, figure, (with, without) -> with / without);
    }

    Quartiles added(Variant variant, ToDoubleFunction<Turn> figure) {
        return compared(variant, figure, (with, without) -> with - without);
    }

    private Quartiles compared(Variant variant, ToDoubleFunction<Turn> figure, DoubleBinaryOperator comparison) {
        List<Turn> with = turns(variant);
        List<Turn> without = turns(variant.baseline());
        return Quartiles.of(IntStream.range(0, Math.min(with.size(), without.size()))
                .mapToObj(round -> comparison.applyAsDouble(
                        figure.applyAsDouble(with.get(round)), figure.applyAsDouble(without.get(round))))
                .toList());
    }

    /** Milliseconds within which that share of all requests was answered; empty if none was measured. */
    OptionalDouble responseTime(Variant variant, double percent) {
        Histogram all = new Histogram(3);
        turns(variant).forEach(turn -> all.add(turn.responseTimes()));
        return all.getTotalCount() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(all.getValueAtPercentile(percent) / 1e6);
    }
}
