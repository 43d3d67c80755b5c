package dev.ormtracing.it.spring.boot;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.EnableRetry;
import org.springframework.retry.annotation.Retryable;

/** Tries again what fails, by Spring Retry. */
public class Retried {

    /** What is tried, with the number of the attempt. */
    @FunctionalInterface
    public interface Work {
        void run(int attempt);
    }

    @Retryable(maxAttempts = 5, backoff = @Backoff(delay = 0))
    public void call(AtomicInteger attempts, Work work) {
        work.run(attempts.incrementAndGet());
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableRetry
    public static class Configuration {

        @Bean
        static Retried retried() {
            return new Retried();
        }
    }
}
