package dev.ormtracing.console.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

class ConsoleIsOnTest {

    @Test
    void page_isOnWhereItIsAskedFor() {
        assertThat(isOn("true", getClass().getClassLoader())).isTrue();
        assertThat(isOn("false", getClass().getClassLoader())).isFalse();
    }

    /** As Maven does it to an application that depends on the test kit in the scope test. */
    @Test
    void page_isOffWithoutTheTestKitThatItIsMadeOf() {
        ClassLoader withoutTestKit = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("dev.ormtracing.testing.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };

        assertThat(isOn("true", withoutTestKit)).isFalse();
    }

    private static boolean isOn(String enabled, ClassLoader classes) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setClassLoader(classes);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("orm.tracing.console.enabled", enabled)));
            context.register(Page.class);
            context.refresh();
            return context.containsBean("page");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(ConsoleIsOn.class)
    static class Page {

        @Bean
        String page() {
            return "page";
        }
    }
}
