package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.AccessRules;
import dev.ormtracing.console.internal.http.Badge;
import dev.ormtracing.console.internal.http.ConsoleEndpoint;
import dev.ormtracing.console.internal.http.LiveSettings;
import dev.ormtracing.console.internal.http.LoopbackServer;
import dev.ormtracing.console.internal.http.OwnRequests;
import dev.ormtracing.console.internal.trace.Limits;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.RuntimeSettings;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * The live page of a Spring Boot application at {@code /orm-traces}, if {@code orm.tracing.console.enabled} is true, or not set
 * and DevTools are there. It shows what the application's OpenTelemetry traces; where the application has none, one is
 * registered.
 *
 * <p>Registered by {@code META-INF/spring}; not for applications to use.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@Conditional(ConsoleIsOn.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class ConsoleAutoConfiguration {

    private static final String PREFIX = ConsoleIsOn.PREFIX;
    private static final String BADGE = PREFIX + "badge";

    ConsoleAutoConfiguration() {}

    /** Spring Boot gives its SDK every processor that is a bean. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TraceKeeper ormTracingConsoleKeeper(Environment environment) {
        return new TraceKeeper(limits(environment), new OwnRequests(LoopbackServer.BASE));
    }

    private static Limits limits(Environment environment) {
        return Limits.STANDARD
                .withTraces(environment.getProperty(PREFIX + "max-traces", Integer.class, Limits.STANDARD.traces()))
                .withSpans(environment.getProperty(PREFIX + "max-spans", Integer.class, Limits.STANDARD.spans()))
                .withBytes(environment.getProperty(PREFIX + "max-bytes", Long.class, Limits.STANDARD.bytes()));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ConsoleEndpoint ormTracingConsoleEndpoint(
            TraceKeeper keeper, LiveSettings settings, Environment environment) {
        boolean allowsRemote = allowsRemote(environment);
        Badge badge = environment.getProperty(BADGE, Boolean.class, false) ? Badge.ON : Badge.OFF;
        Set<String> hosts = Stream.of(environment.getProperty(PREFIX + "allowed-hosts", String[].class, new String[0]))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new ConsoleEndpoint(keeper, new AccessRules(allowsRemote, hosts), limits(environment), settings, badge);
    }

    /** Of what the starter traces with, else of all that is used in this process. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LiveSettings ormTracingConsoleSettings(ListableBeanFactory beans) {
        return new LiveSettings(() -> {
            List<RuntimeSettings> known = beans.getBeanProvider(OrmTracing.class, false).stream()
                    .map(OrmTracing::runtimeSettings)
                    .toList();
            return known.isEmpty() ? RuntimeSettings.all() : known;
        });
    }

    private static boolean allowsRemote(Environment environment) {
        return environment.getProperty(PREFIX + "allow-remote", Boolean.class, false);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ConsoleStart ormTracingConsoleStart(TraceKeeper keeper) {
        return new ConsoleStart(keeper);
    }

    /** OpenTelemetry's own starter asks for these, and for no processors. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnClass(name = "io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider")
    static class OpenTelemetryStarter {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static AutoConfigurationCustomizerProvider ormTracingConsoleCustomizer(TraceKeeper keeper) {
            return sdk -> sdk.addTracerProviderCustomizer((provider, config) -> provider.addSpanProcessor(keeper));
        }
    }

    /** Exposed only where the application says so. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
    static class Actuator {

        @Bean
        static TracesEndpoint ormTracingTracesEndpoint(
                TraceKeeper keeper, LiveSettings settings, Environment environment) {
            return new TracesEndpoint(keeper, settings, allowsRemote(environment));
        }
    }

    /** Spring MVC, as {@code spring-boot-starter-web} and {@code -webmvc} bring it. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(
            name = {"org.springframework.web.servlet.DispatcherServlet", "jakarta.servlet.http.HttpServletRequest"})
    static class Servlet {

        @Bean
        static ConsoleHandlerMapping ormTracingConsoleHandlerMapping(ConsoleEndpoint endpoint) {
            return new ConsoleHandlerMapping(endpoint);
        }

        @Bean
        @ConditionalOnProperty(name = BADGE, havingValue = "true")
        static BadgeFilter ormTracingBadgeFilter() {
            return new BadgeFilter();
        }
    }

    /** Spring WebFlux, as {@code spring-boot-starter-webflux} brings it, on whatever server. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(name = "org.springframework.web.reactive.DispatcherHandler")
    static class Reactive {

        @Bean(destroyMethod = "stop")
        static ReactiveConsoleHandler ormTracingConsoleHandler(ConsoleEndpoint endpoint) {
            return new ReactiveConsoleHandler(endpoint);
        }

        @Bean
        static ReactiveConsoleMapping ormTracingConsoleHandlerMapping(ReactiveConsoleHandler handler) {
            return new ReactiveConsoleMapping(handler);
        }

        @Bean
        static OriginalRequest ormTracingOriginalRequest() {
            return new OriginalRequest();
        }

        @Bean
        @ConditionalOnProperty(name = BADGE, havingValue = "true")
        static ReactiveBadgeFilter ormTracingBadgeFilter() {
            return new ReactiveBadgeFilter();
        }
    }
}
