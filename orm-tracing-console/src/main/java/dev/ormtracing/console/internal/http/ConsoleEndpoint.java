package dev.ormtracing.console.internal.http;

import dev.ormtracing.console.internal.trace.KeptTrace;
import dev.ormtracing.console.internal.trace.Limits;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.report.internal.ReportData;
import dev.ormtracing.report.internal.ReportPage;
import dev.ormtracing.report.internal.ScriptJson;
import dev.ormtracing.testing.SpanTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers the requests of the page. Thread-safe. */
public final class ConsoleEndpoint {

    /** Each has a thread. */
    private static final int MOST_STREAMS = 8;

    private static final String TRACES = "/traces/";
    private static final String SUMMARIES = "/summaries/";
    private static final String SETTINGS = "/settings";

    private final TraceKeeper keeper;
    private final AccessRules rules;
    private final Limits limits;
    private final LiveSettings settings;
    private final Badge badge;
    private final String instance = AccessRules.random();
    private final AtomicInteger streams = new AtomicInteger();

    public ConsoleEndpoint(TraceKeeper keeper, AccessRules rules, Limits limits, LiveSettings settings, Badge badge) {
        this.keeper = keeper;
        this.rules = rules;
        this.limits = limits;
        this.settings = settings;
        this.badge = badge;
    }

    public ConsoleResponse answer(ConsoleRequest request) {
        ConsoleResponse refusal = rules.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        return request.method().equals("POST") ? change(request) : read(request);
    }

    private ConsoleResponse change(ConsoleRequest request) {
        return switch (request.path()) {
            case "/clear" -> clear();
            case SETTINGS -> changeSetting(request.parameter("name"), request.parameter("value"));
            case SETTINGS + "/reset" -> resetSettings();
            default -> notFound();
        };
    }

    private ConsoleResponse clear() {
        keeper.clear();
        return ConsoleResponse.json("{}");
    }

    private ConsoleResponse changeSetting(@Nullable String name, @Nullable String value) {
        if (name == null) {
            return ConsoleResponse.text(400, "The setting has no name.");
        }
        try {
            settings.change(name, value);
            return ConsoleResponse.json(ScriptJson.of(settings.json()));
        } catch (IllegalArgumentException e) {
            return ConsoleResponse.text(400, name + ": " + e.getMessage() + ".");
        }
    }

    private ConsoleResponse resetSettings() {
        settings.reset();
        return ConsoleResponse.json(ScriptJson.of(settings.json()));
    }

    private ConsoleResponse read(ConsoleRequest request) {
        return switch (request.path()) {
            case "" -> page(request);
            case "/stream" -> request.method().equals("GET") ? stream(request) : notFound();
            case SETTINGS -> ConsoleResponse.json(ScriptJson.of(settings.json()));
            case Badge.SCRIPT -> badge.script();
            case "/overview" ->
                ConsoleResponse.json(
                        ScriptJson.of(since(number(request.parameter("since"))).overview()));
            case "/report" ->
                ConsoleResponse.page(ReportPage.of(since(0)), "default-src 'none'; frame-ancestors 'none'")
                        .with("Content-Disposition", "attachment; filename=\"traces.html\"");
            default -> trace(request);
        };
    }

    private ConsoleResponse page(ConsoleRequest request) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("base", request.base());
        settings.put("instance", instance);
        settings.put("token", rules.token());
        settings.put("maxTraces", limits.traces());
        settings.put("phases", ReportData.phases());
        ReportPage.LivePage page = ReportPage.live(settings);
        return ConsoleResponse.page(page.html(), page.policy());
    }

    private ConsoleResponse stream(ConsoleRequest request) {
        if (streams.incrementAndGet() > MOST_STREAMS) {
            streams.decrementAndGet();
            return ConsoleResponse.text(503, "Too many pages are open.");
        }
        long since = Math.min(number(request.header("Last-Event-ID")), keeper.number());
        return ConsoleResponse.stream(new EventStream(keeper, instance, since, streams::decrementAndGet));
    }

    /** The spans of one trace, or its line in the list. */
    private ConsoleResponse trace(ConsoleRequest request) {
        String path = request.path();
        if (path.startsWith(TRACES)) {
            return keeper.trace(path.substring(TRACES.length()))
                    .map(trace -> ConsoleResponse.json(ScriptJson.of(new ReportData("", trace.trees()).json())))
                    .orElseGet(ConsoleEndpoint::notFound);
        }
        return Optional.of(path)
                .filter(one -> one.startsWith(SUMMARIES))
                .flatMap(one -> keeper.trace(one.substring(SUMMARIES.length())))
                .map(trace -> ConsoleResponse.json(ScriptJson.of(trace.summary())))
                .orElseGet(ConsoleEndpoint::notFound);
    }

    /** Of all that is kept, the newest first. */
    private ReportData since(long number) {
        List<SpanTree> trees = new ArrayList<>();
        List<KeptTrace> kept = keeper.since(number);
        for (int i = kept.size() - 1; i >= 0; i--) {
            trees.addAll(kept.get(i).trees());
        }
        return new ReportData("Live traces", trees);
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static ConsoleResponse notFound() {
        return ConsoleResponse.text(404, "There is nothing here.");
    }
}
