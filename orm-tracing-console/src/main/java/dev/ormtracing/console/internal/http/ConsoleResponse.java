package dev.ormtracing.console.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent back.
 *
 * @param stream in place of a body
 */
public record ConsoleResponse(
        int status,
        Map<String, String> headers,
        String body,
        @Nullable EventStream stream) {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    static ConsoleResponse of(int status, String type, String body) {
        return new ConsoleResponse(status, headers(type, NOTHING), body, null);
    }

    static ConsoleResponse page(String html, String policy) {
        Map<String, String> headers = headers("text/html; charset=utf-8", policy);
        return new ConsoleResponse(200, headers, html, null);
    }

    static ConsoleResponse json(String json) {
        return of(200, "application/json", json);
    }

    static ConsoleResponse text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text + "\n");
    }

    static ConsoleResponse stream(EventStream stream) {
        return new ConsoleResponse(200, headers("text/event-stream", NOTHING), "", stream);
    }

    ConsoleResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ConsoleResponse(status, more, body, stream);
    }

    /** The body as it is sent. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** No other site may read, embed or run anything of this, and nothing is stored. */
    private static Map<String, String> headers(String type, String policy) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Security-Policy", policy);
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        return headers;
    }
}
