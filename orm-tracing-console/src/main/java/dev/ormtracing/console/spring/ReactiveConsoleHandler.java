package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.ConsoleEndpoint;
import dev.ormtracing.console.internal.http.ConsoleResponse;
import dev.ormtracing.console.internal.http.EventStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Answers requests to the page in Spring WebFlux. Its answers take a while and its streams wait: none does on a server's thread. */
final class ReactiveConsoleHandler implements WebHandler {

    /** More than there are streams, so that a page is answered while all of them wait. */
    private static final int THREADS = 16;

    private static final int MOST_WAITING = 256;
    private static final int IDLE_SECONDS = 30;

    private final ConsoleEndpoint endpoint;
    private final Scheduler threads =
            Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "orm-tracing-console", IDLE_SECONDS, true);

    ReactiveConsoleHandler(ConsoleEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    void stop() {
        threads.dispose();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.deferContextual(context -> {
            ServerHttpRequest original = OriginalRequest.in(context);
            ServerHttpResponse response = exchange.getResponse();
            if (original == null) {
                // Who asks is not known.
                response.setStatusCode(HttpStatus.FORBIDDEN);
                return response.setComplete();
            }
            return Mono.fromCallable(() -> endpoint.answer(ReactiveConsoleRequest.of(original)))
                    .subscribeOn(threads)
                    .flatMap(answer -> send(answer, response))
                    .doOnDiscard(ConsoleResponse.class, ReactiveConsoleHandler::abandon);
        });
    }

    private Mono<Void> send(ConsoleResponse answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        EventStream stream = answer.stream();
        if (stream != null) {
            return response.writeAndFlushWith(events(stream)
                    .map(events -> Mono.just(response.bufferFactory().wrap(events.getBytes(StandardCharsets.UTF_8)))));
        }
        byte[] bytes = answer.bytes();
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    /** Asked for only as fast as the browser reads. */
    private Flux<String> events(EventStream stream) {
        return Flux.<String>generate(sink -> {
                    String events = stream.next();
                    if (events == null) {
                        sink.complete();
                    } else {
                        sink.next(events);
                    }
                })
                .subscribeOn(threads)
                .doFinally(signal -> stream.close());
    }

    private static void abandon(ConsoleResponse answer) {
        EventStream stream = answer.stream();
        if (stream != null) {
            stream.close();
        }
    }
}
