package dev.ormtracing.it.explained;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.it.servers.Database;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.persistence.Persistence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;

/**
 * Runs a random mix of operations on each database and prints, for each kind of span that has phases, how much of its
 * time its children explain. Ends with status 1 if a kind is explained too little. {@code .ci/explained} starts it.
 *
 * <p>A busy machine pauses anywhere, and a pause of milliseconds between two children outweighs all spans of
 * microseconds. So there are many short rounds, of which few are hit, and what counts is the middle one. What is
 * explained too little even so is measured once more.
 */
public final class ExplainedTime {

    private static final int WARM_UP = 30;
    private static final int ROUNDS = 41;
    private static final int UNITS = 160;

    private static final int PLACES = 6;

    private static final double LEAST_SUM = 0.95;
    private static final double LEAST_P5 = 0.90;

    /** Held on to, since it would be forgotten with its filter. */
    private static final Logger LOGGER = Logger.getLogger("dev.ormtracing");

    private final Database database;
    private final SpanBin bin = new SpanBin();
    private final Mix mix;
    private final List<Map<String, Shares>> rounds = new ArrayList<>();

    private ExplainedTime(Database database, long seed) {
        this.database = database;
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(
                        SdkTracerProvider.builder().addSpanProcessor(bin).build())
                .build();
        SessionFactory untraced =
                boot(Map.of("hibernate.orm_tracing.enabled", "false", "hibernate.hbm2ddl.auto", "create"));
        SessionFactory traced = boot(Map.of(TracedUnit.TRACING, OrmTracing.create(sdk)));
        mix = Mix.of(traced, untraced, seed);
    }

    private SessionFactory boot(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(UntracedPersistence.identity(database));
        all.put("jakarta.persistence.nonJtaDataSource", database.pool());
        return Persistence.createEntityManagerFactory("blog", all).unwrap(SessionFactory.class);
    }

    /** @param args the seed */
    public static void main(String[] args) {
        // The mix repeats what it reads, and that is told once a minute.
        LOGGER.setFilter(entry -> !entry.getMessage().startsWith("N+1"));
        boolean good = true;
        List<Database> databases = args.length > 1
                ? List.of(Database.valueOf(args[1]))
                : List.of(Database.H2, Database.POSTGRESQL, Database.MARIADB);
        for (Database database : databases) {
            good &= new ExplainedTime(database, Long.parseLong(args[0])).holds();
        }
        System.exit(good ? 0 : 1);
    }

    private boolean holds() {
        for (int i = 0; i < WARM_UP; i++) {
            round();
        }
        measure();
        if (!offenders().isEmpty()) {
            System.out.println(database + ", once more for " + offenders());
            measure();
        }
        report();
        return offenders().isEmpty();
    }

    private void measure() {
        rounds.clear();
        bin.places().clear();
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
    }

    private void round() {
        for (int i = 0; i < UNITS; i++) {
            mix.doSomething();
        }
        rounds.add(bin.take());
    }

    /** The kinds that are explained too little. */
    private TreeSet<String> offenders() {
        TreeSet<String> offenders = new TreeSet<>();
        kinds().forEach((kind, shares) -> {
            if (median(shares, Shares::sumByRule) < LEAST_SUM || median(shares, Shares::p5ByRule) < LEAST_P5) {
                offenders.add(kind);
            }
        });
        return offenders;
    }

    /** The rounds by kind. */
    private Map<String, List<Shares>> kinds() {
        Map<String, List<Shares>> kinds = new TreeMap<>();
        rounds.forEach(round -> round.forEach((kind, shares) ->
                kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(shares)));
        return kinds;
    }

    private static double median(List<Shares> rounds, ToDoubleFunction<Shares> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void report() {
        TreeSet<String> offenders = offenders();
        System.out.println(database);
        System.out.println("| kind | n | µs | sum | median | p5 | by the rule: sum | p5 |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        kinds().forEach((kind, shares) -> System.out.printf(
                Locale.ROOT,
                "| %s%s | %d | %.0f | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |%n",
                kind,
                offenders.contains(kind) ? " (too little)" : "",
                shares.stream().mapToInt(Shares::count).sum(),
                median(shares, Shares::micros),
                100 * median(shares, Shares::sum),
                100 * median(shares, round -> round.quantile(0.5)),
                100 * median(shares, round -> round.quantile(0.05)),
                100 * median(shares, Shares::sumByRule),
                100 * median(shares, Shares::p5ByRule)));
        System.out.println("The longest of what is not explained, by what is before and behind it:");
        bin.places().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(PLACES)
                .forEach(place ->
                        System.out.printf(Locale.ROOT, "  %8.3f ms  %s%n", place.getValue() / 1e6, place.getKey()));
    }
}
