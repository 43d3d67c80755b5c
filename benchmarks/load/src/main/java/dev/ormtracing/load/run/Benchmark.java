package dev.ormtracing.load.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * All applications are up at once and are put under load in turn, in another order each round: what the machine does
 * besides falls on all of them.
 */
final class Benchmark implements AutoCloseable {

    private final Plan plan;
    private final Load load;
    private final Random random = new Random(16);
    private final List<Application> applications = Collections.synchronizedList(new ArrayList<>());
    private final long start = System.nanoTime();
    private double rate;

    private Benchmark(Plan plan, Load load) {
        this.plan = plan;
        this.load = load;
    }

    /** With the applications of these variants up, and their spans checked. */
    static Benchmark start(List<Variant> variants, Plan plan, Launch launch, Load load) throws Exception {
        Benchmark benchmark = new Benchmark(plan, load);
        try {
            benchmark.startAll(variants, launch);
            return benchmark;
        } catch (Exception e) {
            benchmark.close();
            throw e;
        }
    }

    private void startAll(List<Variant> variants, Launch launch) throws Exception {
        // As many at a time as there are cores.
        ExecutorService starters =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Boolean>> starting = new ArrayList<>();
            for (Variant variant : variants) {
                starting.add(starters.submit(() -> applications.add(Application.start(variant, launch))));
            }
            for (Future<Boolean> each : starting) {
                each.get();
            }
        } finally {
            starters.shutdownNow();
        }
        ExpectedSpans expected = ExpectedSpans.read();
        List<String> mistakes = applications.stream()
                .flatMap(application -> expected.mistakes(application, load).stream())
                .toList();
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(String.join("\n", mistakes));
        }
        say("%d applications are up and trace what they should".formatted(applications.size()));
    }

    /** Warms up, and measures as long as the plan says. */
    Results run() {
        warmUp();
        Results results = new Results();
        int rounds = 0;
        double longest = 0;
        while (rounds < Plan.LEAST_ROUNDS || seconds() + longest < plan.total().toSeconds()) {
            double before = seconds();
            measureRound(results);
            longest = Math.max(longest, seconds() - before);
            rounds++;
        }
        say(rounds + " rounds are measured");
        return results;
    }

    /** Some more rounds, apart from the others. */
    Results again() {
        Results more = new Results();
        for (int round = 0; round < 2 * Plan.LEAST_ROUNDS; round++) {
            measureRound(more);
        }
        return more;
    }

    private void measureRound(Results results) {
        Collections.shuffle(applications, random);
        for (Application application : applications) {
            results.add(application.variant(), measure(application));
        }
    }

    /** Bytes of each application's heap after a collection. */
    Map<Variant, Long> liveHeaps() {
        Map<Variant, Long> heaps = new TreeMap<>();
        applications.forEach(application -> heaps.put(application.variant(), application.liveHeap()));
        return heaps;
    }

    private void warmUp() {
        double until = seconds() + (plan.total().toSeconds() - seconds()) * plan.warmUp();
        long least;
        Map<Application, Long> answered = new HashMap<>();
        do {
            for (Application application : applications) {
                long requests = load.closed(application, plan.closed());
                answered.merge(application, requests, Long::sum);
                if (application.variant().library() == Library.NONE) {
                    // What every variant can answer without being busy all the time.
                    rate = requests * 1e3 / plan.closed().toMillis() / 3;
                }
            }
            least = Collections.min(answered.values());
        } while (seconds() < until || least < Plan.REQUESTS_TO_WARM_UP);
        say("warm after at least %,d requests each; %,.0f a second while response times are measured"
                .formatted(least, rate));
    }

    private Turn measure(Application application) {
        Figures before = application.figures();
        long begin = System.nanoTime();
        long requests = load.closed(application, plan.closed());
        double seconds = (System.nanoTime() - begin) / 1e9;
        Figures spent = application.figures().minus(before);
        Histogram times = load.open(application, plan.open(), rate);
        return new Turn(requests, seconds, spent, times);
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
    }

    private void say(String what) {
        System.out.printf("%4.0f s: %s%n", seconds(), what);
    }

    @Override
    public void close() {
        load.close();
        applications.parallelStream().forEach(Application::close);
    }
}
