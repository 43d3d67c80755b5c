package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.ConsoleEndpoint;
import dev.ormtracing.console.internal.http.ConsoleResponse;
import dev.ormtracing.console.internal.http.EventStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.web.HttpRequestHandler;

/** Answers requests to the page in Spring MVC. */
final class ConsoleHandler implements HttpRequestHandler {

    private final ConsoleEndpoint endpoint;

    ConsoleHandler(ConsoleEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ConsoleResponse answer = endpoint.answer(ServletConsoleRequest.of(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        EventStream stream = answer.stream();
        if (stream == null) {
            byte[] bytes = answer.bytes();
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        } else {
            stream(stream, request, response.getOutputStream());
        }
    }

    /** A page that is open must not keep a thread of the server. */
    private static void stream(EventStream stream, HttpServletRequest request, OutputStream out) {
        if (!request.isAsyncSupported()) {
            stream.writeTo(out);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        Thread thread = new Thread(
                () -> {
                    stream.writeTo(out);
                    async.complete();
                },
                "orm-tracing-console-stream");
        thread.setDaemon(true);
        thread.start();
    }
}
