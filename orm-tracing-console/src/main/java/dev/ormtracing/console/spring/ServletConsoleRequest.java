package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.ConsoleRequest;
import dev.ormtracing.console.internal.http.LoopbackAddress;
import dev.ormtracing.console.internal.http.LoopbackServer;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The request as it came: filters for proxies replace addresses, and hide the headers that they took them from. */
record ServletConsoleRequest(HttpServletRequest original, String base, String path) implements ConsoleRequest {

    /** What Tomcat sets where it believes a proxy's headers. */
    private static final String BELIEVED_BY_TOMCAT = "org.apache.tomcat.request.forwarded";

    static ServletConsoleRequest of(HttpServletRequest request) {
        String uri = request.getRequestURI();
        int end = uri.indexOf(LoopbackServer.BASE) + LoopbackServer.BASE.length();
        return new ServletConsoleRequest(original(request), uri.substring(0, end), uri.substring(end));
    }

    private static HttpServletRequest original(HttpServletRequest request) {
        ServletRequest original = request;
        while (original instanceof ServletRequestWrapper wrapper) {
            original = wrapper.getRequest();
        }
        return original instanceof HttpServletRequest http ? http : request;
    }

    /** Whether the server has put other addresses into the request. */
    static boolean isChanged(Object request) {
        return request instanceof HttpServletRequest http && http.getAttribute(BELIEVED_BY_TOMCAT) != null;
    }

    @Override
    public String method() {
        return original.getMethod();
    }

    @Override
    public @Nullable String parameter(String name) {
        return original.getParameter(name);
    }

    @Override
    public @Nullable String header(String name) {
        return original.getHeader(name);
    }

    /** Both ends: a server that believes in a proxy's header changes only the other one. */
    @Override
    public boolean isLoopback() {
        return !isChanged(original)
                && LoopbackAddress.is(original.getRemoteAddr())
                && LoopbackAddress.is(original.getLocalAddr());
    }
}
