package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.AccessRules;
import dev.ormtracing.console.internal.http.Badge;
import dev.ormtracing.console.internal.http.ConsoleEndpoint;
import dev.ormtracing.console.internal.http.LiveSettings;
import dev.ormtracing.console.internal.http.OwnRequests;
import dev.ormtracing.console.internal.trace.Limits;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.core.OrmTracing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The page in Spring WebFlux without Spring Boot, on all addresses of this machine; headers of proxies are believed. */
final class WebFluxPage implements AutoCloseable {

    private final LoopResources loop = LoopResources.create("one", 1, true);
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(Application.class);
    private final DisposableServer server = HttpServer.create()
            .host("0.0.0.0")
            .port(0)
            .runOn(loop)
            .handle(new ReactorHttpHandlerAdapter(
                    WebHttpHandlerBuilder.applicationContext(context).build()))
            .bindNow();

    int port() {
        return server.port();
    }

    TraceKeeper keeper() {
        return context.getBean(TraceKeeper.class);
    }

    @Override
    public void close() {
        context.close();
        server.disposeNow();
        loop.disposeLater(Duration.ZERO, Duration.ofMinutes(1)).block();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFlux
    static class Application {

        @Bean(initMethod = "start", destroyMethod = "stop")
        TraceKeeper keeper() {
            return new TraceKeeper(Limits.STANDARD, new OwnRequests("/orm-traces"));
        }

        @Bean(destroyMethod = "stop")
        ReactiveConsoleHandler handler(TraceKeeper keeper) {
            OrmTracing tracing = OrmTracing.builder().build();
            return new ReactiveConsoleHandler(new ConsoleEndpoint(
                    keeper,
                    new AccessRules(false, Set.of()),
                    Limits.STANDARD,
                    new LiveSettings(() -> List.of(tracing.runtimeSettings())),
                    Badge.OFF));
        }

        @Bean
        ReactiveConsoleMapping mapping(ReactiveConsoleHandler handler) {
            return new ReactiveConsoleMapping(handler);
        }

        @Bean
        OriginalRequest originalRequest() {
            return new OriginalRequest();
        }

        @Bean
        ForwardedHeaderTransformer forwardedHeaderTransformer() {
            return new ForwardedHeaderTransformer();
        }
    }
}
