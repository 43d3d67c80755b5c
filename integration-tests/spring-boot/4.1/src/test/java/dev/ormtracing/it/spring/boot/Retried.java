package dev.ormtracing.it.spring.boot;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

/** Tries again what fails, by Spring Framework itself. */
public class Retried {

    /** What is tried, with the number of the attempt. */
    @FunctionalInterface
    public interface Work {
        void run(int attempt);
    }

    @Retryable(maxRetries = 4, delay = 0)
    public void call(AtomicInteger attempts, Work work) {
        work.run(attempts.incrementAndGet());
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableResilientMethods
    public static class Configuration {

        @Bean
        static Retried retried() {
            return new Retried();
        }
    }
}
