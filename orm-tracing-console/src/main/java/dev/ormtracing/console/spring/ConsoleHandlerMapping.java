package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.ConsoleEndpoint;
import dev.ormtracing.console.internal.http.LoopbackServer;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Leads to the page, before whatever the application maps to every path. Has no CORS, whatever the application allows. */
final class ConsoleHandlerMapping extends SimpleUrlHandlerMapping {

    ConsoleHandlerMapping(ConsoleEndpoint endpoint) {
        ConsoleHandler handler = new ConsoleHandler(endpoint);
        setUrlMap(Map.of(LoopbackServer.BASE, handler, LoopbackServer.BASE + "/**", handler));
        setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    }
}
