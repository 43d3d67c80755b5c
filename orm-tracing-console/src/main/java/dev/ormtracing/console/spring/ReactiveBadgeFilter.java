package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.Badge;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Tells the application's pages which trace they are of. */
final class ReactiveBadgeFilter implements WebFilter, Ordered {

    /** Under which Micrometer has what runs in Reactor's context. */
    private static final String OBSERVATION = "micrometer.observation";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.deferContextual(context -> {
            String trace = running(context);
            if (trace != null) {
                exchange.getResponse().getHeaders().add(Badge.HEADER, trace);
            }
            return chain.filter(exchange);
        });
    }

    /** The span is current on no thread, unless the application asks for that. */
    private static @Nullable String running(ContextView context) {
        if (context.getOrDefault(OBSERVATION, null) instanceof Observation observation) {
            try (Observation.Scope scope = observation.openScope()) {
                return Badge.running();
            }
        }
        return Badge.running();
    }

    @Override
    public int getOrder() {
        return BadgeFilter.ORDER;
    }
}
