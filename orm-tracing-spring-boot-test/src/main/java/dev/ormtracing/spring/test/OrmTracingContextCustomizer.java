package dev.ormtracing.spring.test;

import dev.ormtracing.spring.test.AutoConfigureOrmTracing.Replace;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Gives the context a recorder. Contexts of equal customizers are one in Spring's cache. */
record OrmTracingContextCustomizer(Replace replace) implements ContextCustomizer {

    private static final String PREFIX = "ormTracingTest";
    private static final String RECORDER = PREFIX + "Recorder";
    private static final String OPEN_TELEMETRY = PREFIX + "OpenTelemetry";

    /** A local cache that is slow for once would make another tree of a test. */
    private static final PropertySource<?> DEFAULTS =
            new MapPropertySource(PREFIX, Map.of("orm.tracing.cache-threshold", "24h"));

    static TraceRecorder recorder(ApplicationContext context) {
        return context.getBean(RECORDER, TraceRecorder.class);
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        context.getEnvironment().getPropertySources().addLast(DEFAULTS);
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
        register(registry, RECORDER, TraceRecorder.class, TraceRecorder::create);
        register(
                registry,
                PREFIX + "Traces",
                Traces.class,
                () -> recorder(context).traces());
        if (replace == Replace.ANY) {
            register(registry, OPEN_TELEMETRY, OpenTelemetrySdk.class, () ->
                    (OpenTelemetrySdk) recorder(context).openTelemetry());
            context.addBeanFactoryPostProcessor(OrmTracingContextCustomizer::letNoOtherBePrimary);
        } else {
            register(
                    registry,
                    PREFIX + "SpanProcessor",
                    SpanProcessor.class,
                    () -> recorder(context).spanProcessor());
            register(registry, PREFIX + "Sampler", Sampler.class, Sampler::alwaysOn);
        }
    }

    /** The recorder closes what it has made. */
    private static <T> void register(
            BeanDefinitionRegistry registry, String name, Class<T> type, Supplier<T> supplier) {
        RootBeanDefinition definition = new RootBeanDefinition(type, supplier);
        definition.setPrimary(true);
        definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
        definition.setDestroyMethodName(name.equals(RECORDER) ? "close" : "");
        registry.registerBeanDefinition(name, definition);
    }

    private static void letNoOtherBePrimary(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanNamesForType(OpenTelemetry.class, true, false)) {
            if (!name.equals(OPEN_TELEMETRY) && beans.containsBeanDefinition(name)) {
                beans.getBeanDefinition(name).setPrimary(false);
            }
        }
    }
}
