package dev.ormtracing.console.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request to the JDK's HTTP server. */
record ExchangeRequest(HttpExchange exchange, String path) implements ConsoleRequest {

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String base() {
        return LoopbackServer.BASE;
    }

    @Override
    public @Nullable String parameter(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return decoded(part.substring(name.length() + 1));
            }
        }
        return null;
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public boolean isLoopback() {
        return exchange.getRemoteAddress().getAddress().isLoopbackAddress()
                && exchange.getLocalAddress().getAddress().isLoopbackAddress();
    }
}
