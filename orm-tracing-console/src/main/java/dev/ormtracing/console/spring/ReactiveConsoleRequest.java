package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.ConsoleRequest;
import dev.ormtracing.console.internal.http.LoopbackServer;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request to Spring WebFlux, as it came. */
record ReactiveConsoleRequest(ServerHttpRequest original, String base, String path) implements ConsoleRequest {

    static ReactiveConsoleRequest of(ServerHttpRequest original) {
        String uri = original.getPath().value();
        int at = uri.indexOf(LoopbackServer.BASE);
        int end = at + LoopbackServer.BASE.length();
        return at < 0
                ? new ReactiveConsoleRequest(original, LoopbackServer.BASE, "/")
                : new ReactiveConsoleRequest(original, uri.substring(0, end), uri.substring(end));
    }

    @Override
    public String method() {
        return original.getMethod().name();
    }

    @Override
    public @Nullable String parameter(String name) {
        return original.getQueryParams().getFirst(name);
    }

    @Override
    public @Nullable String header(String name) {
        return original.getHeaders().getFirst(name);
    }

    @Override
    public boolean isLoopback() {
        return isLoopback(original.getRemoteAddress()) && isLoopback(original.getLocalAddress());
    }

    private static boolean isLoopback(@Nullable InetSocketAddress address) {
        return address != null
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
    }
}
