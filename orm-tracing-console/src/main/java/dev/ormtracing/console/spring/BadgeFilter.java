package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.Badge;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;

/** Tells the application's pages which trace they are of. Runs as soon as the request has a span. */
final class BadgeFilter implements Filter, Ordered {

    /** Behind Spring's own filter that starts the span, before all others. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String trace = Badge.running();
        if (trace != null && response instanceof HttpServletResponse http) {
            http.addHeader(Badge.HEADER, trace);
        }
        chain.doFilter(request, response);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
