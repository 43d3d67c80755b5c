package dev.ormtracing.spring;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Whether the application is still starting: while schemas are made, migrations run and repositories check their queries,
 * each statement would be a trace of its own. Runners come afterwards.
 */
final class StartUp implements ApplicationListener<ContextRefreshedEvent> {

    private volatile boolean over;

    /**
     * What there is to be had when the start is over.
     *
     * @throws IllegalStateException before that
     */
    <T extends @Nullable Object> T after(Supplier<T> supplier) {
        if (!over) {
            throw new IllegalStateException("the application is starting");
        }
        return supplier.get();
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        over = true;
    }
}
