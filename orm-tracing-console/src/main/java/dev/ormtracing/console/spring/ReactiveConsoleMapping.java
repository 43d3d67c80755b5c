package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.LoopbackServer;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Leads to the page, before whatever the application maps to every path. Has no CORS, whatever the application allows. */
final class ReactiveConsoleMapping extends SimpleUrlHandlerMapping {

    ReactiveConsoleMapping(ReactiveConsoleHandler handler) {
        setUrlMap(Map.of(LoopbackServer.BASE, handler, LoopbackServer.BASE + "/**", handler));
        setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    }
}
