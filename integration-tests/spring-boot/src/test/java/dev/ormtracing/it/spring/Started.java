package dev.ormtracing.it.spring;

import dev.ormtracing.it.clinic.ClinicApplication;
import java.util.Arrays;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it starts outside of Spring's test framework, which changes what is there. */
final class Started {

    private Started() {}

    static ConfigurableApplicationContext with(Class<?> configuration, String... properties) {
        return new SpringApplicationBuilder(ClinicApplication.class, configuration)
                .web(WebApplicationType.NONE)
                .run(Arrays.stream(properties).map("--"::concat).toArray(String[]::new));
    }
}
