package dev.ormtracing.benchmarks.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The results of a run, read from JMH's JSON. */
final class Figures {

    static final String BYTES = "gc.alloc.rate.norm";

    private final Map<Key, Figure> figures = new LinkedHashMap<>();
    private final String jdk;

    private Figures(JsonArray results) {
        for (JsonElement result : results) {
            JsonObject object = result.getAsJsonObject();
            figures.put(Key.of(object), figure(object.getAsJsonObject("secondaryMetrics"), operations(object)));
        }
        jdk = results.isEmpty()
                ? ""
                : results.get(0).getAsJsonObject().get("jdkVersion").getAsString();
    }

    static Figures read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Figures(JsonParser.parseReader(reader).getAsJsonArray());
        }
    }

    /** The version of the JDK that it was measured on. */
    String jdk() {
        return jdk;
    }

    Set<Map.Entry<Key, Figure>> entries() {
        return figures.entrySet();
    }

    Optional<Figure> find(String method, Library library, Mode mode, boolean allCores) {
        return Optional.ofNullable(figures.get(new Key(method, library, mode, allCores)));
    }

    /** What the library adds to the baseline; empty if one of them was not measured. */
    Optional<Cost> added(String method, Library library, Mode mode, boolean allCores) {
        Optional<Cost> with = find(method, library, mode, allCores).map(Figure::cost);
        if (method.startsWith("bare")) {
            return with;
        }
        Optional<Cost> without =
                find(method, Library.BASELINE, Mode.NONE, allCores).map(Figure::cost);
        return with.flatMap(cost -> without.map(cost::minus));
    }

    /** JMH takes an iteration of counted operations for one. */
    private static double operations(JsonObject result) {
        boolean counted =
                result.get("mode").getAsString().equals(org.openjdk.jmh.annotations.Mode.SingleShotTime.shortLabel())
                        && result.has("measurementBatchSize");
        return counted ? result.get("measurementBatchSize").getAsDouble() : 1;
    }

    private static Figure figure(JsonObject metrics, double operations) {
        double[] nanos = forkMedians(metrics, OperationProfiler.CPU);
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] /= operations;
        }
        // They only fall while code is compiled: the least is what compiled code allocates.
        double bytes = stream(metrics.getAsJsonObject(BYTES).getAsJsonArray("rawData"))
                        .flatMap(fork -> stream(fork.getAsJsonArray()))
                        .mapToDouble(JsonElement::getAsDouble)
                        .min()
                        .orElseThrow()
                / operations;
        double spans =
                metrics.getAsJsonObject(OperationProfiler.SPANS).get("score").getAsDouble();
        return new Figure(
                new Cost(min(nanos), bytes),
                median(nanos),
                DoubleStream.of(nanos).max().orElse(0),
                Math.round(spans));
    }

    private static double min(double[] values) {
        return DoubleStream.of(values).min().orElseThrow();
    }

    private static double[] forkMedians(JsonObject metrics, String name) {
        return stream(metrics.getAsJsonObject(name).getAsJsonArray("rawData"))
                .mapToDouble(fork -> median(stream(fork.getAsJsonArray())
                        .mapToDouble(JsonElement::getAsDouble)
                        .toArray()))
                .toArray();
    }

    private static Stream<JsonElement> stream(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static double median(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * One case's figures over all forks.
     *
     * @param cost the time of the best fork, each standing with the median of its iterations, and the least bytes
     * @param median of the forks' CPU times
     * @param worst of the forks' CPU times
     */
    record Figure(Cost cost, double median, double worst, long spans) {}

    /** What was measured. */
    record Key(String method, Library library, Mode mode, boolean allCores) {

        static Key of(JsonObject result) {
            String name = result.get("benchmark").getAsString();
            JsonObject params = result.getAsJsonObject("params");
            return new Key(
                    name.substring(name.lastIndexOf('.') + 1),
                    Library.valueOf(params.get("library").getAsString()),
                    Mode.valueOf(params.get("mode").getAsString()),
                    result.get("threads").getAsInt() > 1);
        }
    }
}
