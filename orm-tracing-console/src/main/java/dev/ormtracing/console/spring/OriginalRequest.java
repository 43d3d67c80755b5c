package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.LoopbackServer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.util.context.ContextView;

/**
 * Keeps requests to the page as they came: what Spring WebFlux does for proxies replaces addresses, and hides the headers that
 * it took them from.
 */
final class OriginalRequest implements HttpHandlerDecoratorFactory {

    static @Nullable ServerHttpRequest in(ContextView context) {
        return context.getOrDefault(OriginalRequest.class, null);
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> {
            boolean isOurs = request.getPath().value().contains(LoopbackServer.BASE);
            return isOurs
                    ? handler.handle(request, response)
                            .contextWrite(context -> context.put(OriginalRequest.class, request))
                    : handler.handle(request, response);
        };
    }
}
