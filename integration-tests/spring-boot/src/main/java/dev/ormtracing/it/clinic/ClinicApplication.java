package dev.ormtracing.it.clinic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.EnableAsync;

/** A clinic for pets. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableAsync
public class ClinicApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ClinicApplication.class, arguments);
    }

    /** What is current when a task is submitted is current when it runs: Micrometer's observation, and the span in it. */
    @Bean
    TaskDecorator contextPropagation() {
        return new ContextPropagatingTaskDecorator();
    }
}
