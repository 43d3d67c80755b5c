package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.ConsoleRequest;
import dev.ormtracing.console.internal.http.LoopbackServer;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;

/** A request to Spring WebFlux, as it came. */
record ReactiveConsoleRequest(ServerHttpRequest original, String base, String path) implements ConsoleRequest {

    private static final boolean HAS_SERVLETS = ClassUtils.isPresent(
            "jakarta.servlet.http.HttpServletRequest", ReactiveConsoleRequest.class.getClassLoader());

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

    /** A server of servlets may have replaced the other end by then, and removed the header that it took it from. */
    @Override
    public boolean isLoopback() {
        return !(HAS_SERVLETS && ServletConsoleRequest.isChanged(ServerHttpRequestDecorator.getNativeRequest(original)))
                && isLoopback(original.getRemoteAddress())
                && isLoopback(original.getLocalAddress());
    }

    private static boolean isLoopback(@Nullable InetSocketAddress address) {
        return address != null
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
    }
}
