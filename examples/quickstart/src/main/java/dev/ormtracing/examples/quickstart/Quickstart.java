package dev.ormtracing.examples.quickstart;

import dev.ormtracing.testing.HtmlReport;
import dev.ormtracing.testing.TreePrintingSpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hibernate.SessionFactory;

/**
 * Runs every kind of Hibernate operation and prints each span tree with durations. At first it warms up in silence, since
 * a cold JVM mostly loads classes; then comes the run that is printed, and how much of its operations' time no span
 * explains. The traces of that run are a page in {@code target/quickstart.html}, too, and go to the exporters that are
 * configured.
 *
 * <p>With {@code --check} it goes on for a few runs and exits with 1 if an operation leaves too much unexplained in each
 * of them. With the system property {@code quickstart.prometheus.port} it shows its metrics to Prometheus on that port of
 * this machine, and stays until the standard input ends. With {@code quickstart.stay=true} it shows its traces on a live page,
 * and goes on with an operation a second until then.
 */
public final class Quickstart {

    private static final int WARM_UP_ROUNDS = 150;
    private static final int CHECKED_RUNS = 30;

    /** On a busy machine code may not be compiled by then. */
    private static final int MOST_RUNS = 1_000;

    private final PrintStream out = System.out;
    private final SpanLog log = new SpanLog();
    private final TreePrintingSpanExporter printer = TreePrintingSpanExporter.create(out);
    private final Optional<LivePage> live = LivePage.ifAskedFor();
    private final Telemetry telemetry =
            new Telemetry(live.map(page -> page.beside(log)).orElse(log));
    private final List<Scenario> scenarios = new ArrayList<>();
    private final List<SpanData> shown = new ArrayList<>();

    private Quickstart() {
        scenarios.addAll(EntityScenarios.all());
        scenarios.addAll(new QueryScenarios().all());
        scenarios.addAll(SessionScenarios.all());
    }

    public static void main(String[] arguments) {
        boolean check = List.of(arguments).contains("--check");
        System.exit(new Quickstart().run(check) || !check ? 0 : 1);
    }

    private boolean run(boolean check) {
        GapReport report = new GapReport();
        try (telemetry) {
            Blog blog = new Blog();
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                runAll(blog, false, new GapReport());
            }
            runAll(blog, true, report);
            int runs = 1;
            while (check
                    && (runs < CHECKED_RUNS
                            || runs < MOST_RUNS && !report.offenders().isEmpty())) {
                runAll(blog, false, report);
                runs++;
            }
            live.ifPresent(page -> page.stay(() -> run(next(), blog.sessions(), false)));
            telemetry.metrics().ifPresent(metrics -> Mistakes.make(blog.sessions()));
            run(new Scenario("SessionFactory.close", SessionFactory::close), blog.sessions(), true);
            blog.close();
            export();
            telemetry.metrics().ifPresent(ScrapedMetrics::awaitScrape);
        }
        heading(check ? "Gaps, each operation in the best of its warm runs" : "Gaps");
        report.print(out);
        writePage();
        return report.offenders().isEmpty();
    }

    private void runAll(Blog blog, boolean printed, GapReport report) {
        blog.reset();
        for (Scenario scenario : scenarios) {
            report.add(run(scenario, blog.sessions(), printed));
        }
    }

    private List<OperationGap> run(Scenario scenario, SessionFactory sessions, boolean printed) {
        log.take();
        scenario.run(sessions);
        var spans = log.take();
        if (printed) {
            heading(scenario.title());
            printer.export(spans);
            printer.flush();
            shown.addAll(spans);
        }
        return OperationGap.of(scenario.title(), spans);
    }

    private Scenario next() {
        Collections.rotate(scenarios, -1);
        return scenarios.get(0);
    }

    private void export() {
        if (telemetry.exporters().isEmpty()) {
            return;
        }
        boolean exported = telemetry.exporters().export(shown);
        heading(shown.size() + (exported ? " spans exported" : " spans could not be exported"));
    }

    private void writePage() {
        try {
            Path page = HtmlReport.of(shown).withTitle("Quickstart").write(Path.of("target", "quickstart.html"));
            out.println("The same trees to click through: " + page.toUri());
            if (live.isEmpty()) {
                out.println("As they happen: run it again with -Dquickstart.stay, then open " + LivePage.ADDRESS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The page could not be written", e);
        }
    }

    private void heading(String title) {
        out.println("== " + title);
    }
}
