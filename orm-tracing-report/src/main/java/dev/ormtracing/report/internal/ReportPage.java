package dev.ormtracing.report.internal;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts a page together: the template, the style, the scripts, the data. */
public final class ReportPage {

    private static final Pattern PLACE = Pattern.compile("@\\{(\\w+)}");
    private static final List<String> STYLES = List.of(
            "page.css",
            "tools.css",
            "tree.css",
            "details.css",
            "tables.css",
            "flame.css",
            "comparison.css",
            "media.css");
    private static final List<String> SCRIPTS = List.of(
            "format.js",
            "groups.js",
            "data.js",
            "rows.js",
            "sql.js",
            "details.js",
            "export.js",
            "zoom.js",
            "minimap.js",
            "row.js",
            "tree.js",
            "flames.js",
            "flame.js",
            "tables.js",
            "changes.js",
            "comparison.js",
            "page.js");

    private ReportPage() {}

    /** The page of a {@code HtmlReport}; outside of the JSON it has nothing of the data but numbers. */
    public static String of(ReportData data) {
        Map<String, String> places = places("report.js");
        places.put("notice", filled("report-notice.html", numbers(data)));
        places.put("connect", "");
        places.put("tools", "");
        places.put("firstTab", "");
        places.put("firstPanel", "");
        places.put("selected", "true");
        places.put("hidden", "");
        places.put("data", ScriptJson.of(data.json()));
        return filled("page.html", places);
    }

    /** A page that asks its server for what it shows. Whoever serves it has the same policy as a header. */
    public static LivePage live(Map<String, ?> settings) {
        Map<String, String> places = places("live.js", "live.css");
        places.put("notice", resource("live-notice.html"));
        places.put("connect", " connect-src 'self';");
        places.put("tools", resource("live-tools.html"));
        places.put("firstTab", resource("live-tab.html"));
        places.put("firstPanel", resource("live-panel.html"));
        places.put("selected", "false\" tabindex=\"-1");
        places.put("hidden", " hidden");
        places.put("data", ScriptJson.of(settings));
        return new LivePage(filled("page.html", places), filled("policy.txt", places));
    }

    /** A page and its content security policy. */
    public record LivePage(String html, String policy) {}

    private static Map<String, String> places(String lastScript, String... moreStyles) {
        String style = Stream.concat(STYLES.stream(), Stream.of(moreStyles))
                .map(ReportPage::resource)
                .collect(joining("\n"));
        String script = Stream.concat(SCRIPTS.stream(), Stream.of(lastScript))
                .map(ReportPage::resource)
                .collect(joining("\n", "(() => {\n'use strict';\n", "})();\n"));
        Map<String, String> places = new HashMap<>();
        places.put("style", style);
        places.put("styleHash", sha256(style));
        places.put("script", script);
        places.put("scriptHash", sha256(script));
        return places;
    }

    private static Map<String, String> numbers(ReportData data) {
        return Map.of(
                "traces", String.valueOf(data.traceCount()),
                "spans", String.valueOf(data.spanCount()),
                "statements", String.valueOf(data.statementCount()),
                "errors", String.valueOf(data.errorCount()),
                "repetitions", String.valueOf(data.repetitionCount()));
    }

    private static String filled(String template, Map<String, String> places) {
        return PLACE.matcher(resource(template))
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(places.get(place.group(1)))));
    }

    /** The name that a content security policy has for an inline script or style that may be used. */
    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            // A checkout with other line ends must not change the hash: the browser's parser makes them \n first.
            return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the report cannot be read", e);
        }
    }
}
