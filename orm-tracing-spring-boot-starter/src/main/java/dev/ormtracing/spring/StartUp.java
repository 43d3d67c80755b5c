package dev.ormtracing.spring;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Whether the application is still starting: while schemas are made, migrations run and repositories check their queries,
 * each statement would be a trace of its own. Runners come afterwards.
 */
final class StartUp implements ApplicationListener<ContextRefreshedEvent> {

    private volatile boolean over;

    boolean isOver() {
        return over;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        over = true;
    }
}
