package dev.ormtracing.load.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
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
        return byRound(List.of(variant), round -> figure.applyAsDouble(round.get(0)));
    }

    Quartiles ratio(Variant variant, ToDoubleFunction<Turn> figure) {
        return byRound(
                List.of(variant, variant.baseline()),
                round -> figure.applyAsDouble(round.get(0)) / figure.applyAsDouble(round.get(1)));
    }

    Quartiles added(Variant variant, ToDoubleFunction<Turn> figure) {
        return byRound(
                List.of(variant, variant.baseline()),
                round -> figure.applyAsDouble(round.get(0)) - figure.applyAsDouble(round.get(1)));
    }

    /** What is made of the turns that these variants had in each round. */
    Quartiles byRound(List<Variant> variants, ToDoubleFunction<List<Turn>> figure) {
        int rounds = variants.stream()
                .mapToInt(variant -> turns(variant).size())
                .min()
                .orElse(0);
        return Quartiles.of(IntStream.range(0, rounds)
                .mapToObj(round -> variants.stream()
                        .map(variant -> turns(variant).get(round))
                        .toList())
                .map(figure::applyAsDouble)
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
