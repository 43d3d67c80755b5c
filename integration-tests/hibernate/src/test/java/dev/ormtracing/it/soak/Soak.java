package dev.ormtracing.it.soak;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.SchemaToolingSettings;

/**
 * Puts an application under load for a number of minutes, in rounds that are traced and rounds that are not, and looks
 * after each whether anything was lost or is left. Ends with status 1 if so. {@code .ci/soak} starts it.
 */
public final class Soak {

    private static final int VIRTUAL_THREADS = 2_000;
    private static final int CONNECTIONS = 10;
    private static final int WARM_UP_TURNS = 500;
    private static final int COLD_ROUNDS = 4;
    private static final int MIN_ROUNDS = 12;
    private static final Duration ROUND = Duration.ofSeconds(4);

    /** When a round begins, all who have paused meanwhile come at once. */
    private static final long RUSH_NANOS = Duration.ofSeconds(1).toNanos();

    /** In kB a minute: at a thousand operations a second, four bytes of each. */
    private static final double MAX_GROWTH = 256;

    /** How many times as long it goes on at most while the heap seems to grow. */
    private static final int IN_DOUBT = 3;

    /** Held on to, since it would be forgotten with its filter. */
    private static final Logger LOGGER = Logger.getLogger("dev.ormtracing");

    private final int platformThreads;
    private final int virtualThreads = Runtime.version().feature() < 21 ? 0 : VIRTUAL_THREADS;
    private final SpanLedger ledger = new SpanLedger();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(
                    SdkTracerProvider.builder().addSpanProcessor(ledger).build())
            .build();
    private final Tracer application = sdk.getTracer("application");
    private final HikariDataSource pool =
            Database.H2.newPool(CONNECTIONS, Duration.ofMinutes(2).toMillis());
    private final Load untraced;
    private final Load traced;
    private final LiveHeap heap = new LiveHeap();
    private final List<String> found = new ArrayList<>();
    private volatile Load running;
    private volatile long timedFrom;

    /** @param latencies of the platform threads, and of the virtual ones */
    private record Load(BlogWork work, SessionFactory sessions, Latencies platform, Latencies virtual) {

        /** Of the time when code was being compiled. */
        void forget() {
            platform.clear();
            virtual.clear();
        }

        long turns() {
            return platform.count() + virtual.count();
        }

        Latencies of(boolean isVirtual) {
            return isVirtual ? virtual : platform;
        }
    }

    private Soak(int platformThreads) {
        this.platformThreads = platformThreads;
        OrmTracing tracing = OrmTracing.create(sdk);
        SessionFactory plain = boot(
                Map.of("hibernate.orm_tracing.enabled", "false", SchemaToolingSettings.HBM2DDL_AUTO, "create-only"));
        long firstUser = BlogWork.fill(plain);
        SessionFactory observed = boot(Map.of(TracedUnit.TRACING, tracing));
        untraced = load(new BlogWork(plain, pool, firstUser), plain);
        traced = load(new BlogWork(observed, TracingDataSource.wrap(pool, tracing), firstUser), observed);
        running = traced;
    }

    /** @param args the minutes, and how many platform threads never pause */
    public static void main(String[] args) throws InterruptedException {
        // Its work repeats what it reads, and that is told once a minute.
        LOGGER.setFilter(entry -> !entry.getMessage().startsWith("N+1"));
        List<String> found = new Soak(Integer.parseInt(args[1])).run(Double.parseDouble(args[0]));
        found.forEach(System.out::println);
        System.out.println(found.isEmpty() ? "Nothing was lost, nothing is left." : found.size() + " faults");
        System.exit(found.isEmpty() ? 0 : 1);
    }

    private static Load load(BlogWork work, SessionFactory sessions) {
        return new Load(work, sessions, new Latencies(), new Latencies());
    }

    private SessionFactory boot(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("jakarta.persistence.nonJtaDataSource", pool);
        // Texts that come once would fill the heap for a long time.
        all.put("hibernate.query.plan_cache_max_size", "64");
        return Persistence.createEntityManagerFactory("blog", all).unwrap(SessionFactory.class);
    }

    private List<String> run(double minutes) throws InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %d platform threads, %d virtual threads, %d connections, %.1f minutes%n",
                Runtime.version(),
                platformThreads,
                virtualThreads,
                CONNECTIONS,
                minutes);
        warmUp();
        long start = System.nanoTime();
        try (Workers workers = new Workers(platformThreads, virtualThreads, this::turn)) {
            for (int round = 0; found.isEmpty() && (round < MIN_ROUNDS || goesOn(start, minutes)); round++) {
                // Traced, not, not, traced: whatever drifts, drifts for both.
                running = round % 4 == 0 || round % 4 == 3 ? traced : untraced;
                timedFrom = System.nanoTime() + RUSH_NANOS;
                workers.resume();
                work();
                workers.halt();
                look(workers);
                if (round + 1 == COLD_ROUNDS) {
                    untraced.forget();
                    traced.forget();
                }
            }
        }
        sum();
        traced.sessions.close();
        untraced.sessions.close();
        pool.close();
        return found;
    }

    /** A heap that seems to grow gets more time: what is by chance passes, and what grows is the surer for it. */
    private boolean goesOn(long start, double minutes) {
        double passed = (System.nanoTime() - start) / 6e10;
        return passed < (heap.trend().isAbove(MAX_GROWTH) ? IN_DOUBT * minutes : minutes);
    }

    /** Thousands of threads that load the same classes would take minutes to come to a halt. */
    private void warmUp() {
        try {
            for (int i = 0; i < WARM_UP_TURNS; i++) {
                inRequest(untraced.work);
                inRequest(traced.work);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            ledger.leaveThread();
        }
    }

    private static void work() throws InterruptedException {
        // Nothing counts it down: that is the time that passes.
        new CountDownLatch(1).await(ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn(boolean virtual) throws Exception {
        Load load = running;
        long start = System.nanoTime();
        if (ThreadLocalRandom.current().nextInt(4) == 0) {
            inRequest(load.work);
        } else {
            load.work.doSomething();
        }
        if (start - timedFrom >= 0) {
            load.of(virtual).add(System.nanoTime() - start);
        }
        ledger.leaveThread();
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private void inRequest(BlogWork work) throws Exception {
        Span request = application.spanBuilder("request").startSpan();
        try (Scope current = request.makeCurrent()) {
            work.doSomething();
            work.doSomething();
        } finally {
            request.end();
        }
    }

    private void look(Workers workers) {
        found.addAll(workers.failures());
        found.addAll(ledger.check());
        if (pool.getHikariPoolMXBean().getActiveConnections() != 0) {
            found.add(pool.getHikariPoolMXBean().getActiveConnections() + " connections were not given back");
        }
        if (Guard.failures() != 0) {
            found.add(Guard.failures() + " failures inside of the tracing");
        }
        LiveHeap.Sample sample = heap.sample();
        System.out.printf(
                Locale.ROOT,
                "%5.2f min  %-8s  %,12.0f kB live  %,12d spans  %,10d turns%n",
                sample.minute(),
                running == traced ? "traced" : "untraced",
                sample.kilobytes(),
                ledger.spans(),
                traced.turns() + untraced.turns());
    }

    private void sum() {
        LiveHeap.Trend trend = heap.trend();
        if (trend.isAbove(MAX_GROWTH)) {
            found.add("the heap grows");
        }
        System.out.printf(
                Locale.ROOT,
                "%nspans %,d started and ended; traces checked as a whole %,d; texts of their own %,d%n"
                        + "live heap %+.1f kB/min, standard error %.1f; it must not be surely above %.0f%n",
                ledger.spans(),
                ledger.checkedTraces(),
                BlogWork.textsSoFar(),
                trend.slope(),
                trend.error(),
                MAX_GROWTH);
        if (platformThreads > 0) {
            compare("platform", traced.platform, untraced.platform);
        }
        if (virtualThreads > 0) {
            compare("virtual", traced.virtual, untraced.virtual);
        }
    }

    private static void compare(String threads, Latencies with, Latencies without) {
        System.out.printf(
                Locale.ROOT,
                "%s threads: timed turns %,d traced and %,d untraced; p50 %.1f and %.1f ms; p99 %.1f and %.1f ms, ratio %.2f%n",
                threads,
                with.count(),
                without.count(),
                with.percentile(50),
                without.percentile(50),
                with.percentile(99),
                without.percentile(99),
                with.percentile(99) / without.percentile(99));
    }
}
