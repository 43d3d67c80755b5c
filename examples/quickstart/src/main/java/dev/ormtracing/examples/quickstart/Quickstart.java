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
 * Runs every kind of Hibernate operation, and prints each span tree with durations and what to conclude from it. At first
 * it warms up in silence, since a cold JVM mostly loads classes. The traces are a page in {@code target/quickstart.html},
 * too, and go to the exporters that are configured.
 *
 * <p>With the system property {@code quickstart.prometheus.port} it shows its metrics to Prometheus on that port of
 * this machine, and stays until the standard input ends. With {@code quickstart.stay=true} it shows its traces on a live page,
 * and goes on with an operation a second until then.
 */
public final class Quickstart {

    private static final int WARM_UP_ROUNDS = 150;

    private final PrintStream out = System.out;
    private final SpanLog log = new SpanLog();
    private final TreePrintingSpanExporter printer = TreePrintingSpanExporter.create(out);
    private final Optional<LivePage> live = LivePage.ifAskedFor();
    private final Telemetry telemetry =
            new Telemetry(live.map(page -> page.beside(log)).orElse(log));
    private final List<Scenario> scenarios = new ArrayList<>(Scenario.all());
    private final List<SpanData> shown = new ArrayList<>();
    private final Conclusions conclusions = new Conclusions();

    private Quickstart() {}

    public static void main(String[] arguments) {
        new Quickstart().run();
        System.exit(0);
    }

    private void run() {
        try (telemetry;
                Blog blog = new Blog()) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                runAll(blog, false);
            }
            runAll(blog, true);
            if (live.isEmpty() && telemetry.metrics().isEmpty()) {
                run(new Scenario("SessionFactory.close", SessionFactory::close), blog.sessions(), true);
            }
            heading("What to conclude");
            conclude(conclusions.lines());
            export();
            writePage();
            live.ifPresent(page -> page.stay(() -> run(next(), blog.sessions(), false)));
            telemetry.metrics().ifPresent(metrics -> {
                Mistakes.make(blog.sessions());
                metrics.awaitScrape();
            });
        }
    }

    private void runAll(Blog blog, boolean printed) {
        blog.reset();
        for (Scenario scenario : scenarios) {
            run(scenario, blog.sessions(), printed);
        }
    }

    private void run(Scenario scenario, SessionFactory sessions, boolean printed) {
        log.take();
        scenario.run(sessions);
        List<SpanData> spans = log.take();
        if (printed) {
            heading(scenario.title());
            printer.export(spans);
            printer.flush();
            conclude(conclusions.of(scenario.title(), spans));
            shown.addAll(spans);
        }
    }

    private void conclude(List<String> lines) {
        lines.forEach(line -> out.println("→ " + line));
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
