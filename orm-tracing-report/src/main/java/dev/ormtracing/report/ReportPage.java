package dev.ormtracing.report;

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
import java.util.stream.Collectors;

/** Puts the page of a {@code HtmlReport} together: the template, the style, the scripts, the data. */
final class ReportPage {

    private static final Pattern PLACE = Pattern.compile("@\\{(\\w+)}");
    private static final List<String> SCRIPTS = List.of("format", "rows", "details", "tree", "tables", "page");

    private ReportPage() {}

    /** The page; outside of the JSON it has nothing of the data but numbers. */
    static String of(ReportData data) {
        String style = resource("report.css");
        String script = SCRIPTS.stream()
                .map(name -> resource(name + ".js"))
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
        Map<String, String> places = new HashMap<>();
        places.put("style", style);
        places.put("styleHash", sha256(style));
        places.put("script", script);
        places.put("scriptHash", sha256(script));
        places.put("data", ScriptJson.of(data.json()));
        places.put("traces", String.valueOf(data.traceCount()));
        places.put("spans", String.valueOf(data.spanCount()));
        places.put("statements", String.valueOf(data.statementCount()));
        places.put("errors", String.valueOf(data.errorCount()));
        places.put("repetitions", String.valueOf(data.repetitionCount()));
        return PLACE.matcher(resource("report.html"))
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
