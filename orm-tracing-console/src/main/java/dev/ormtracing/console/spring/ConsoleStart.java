package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.LoopbackServer;
import dev.ormtracing.console.internal.trace.ConsoleLog;
import dev.ormtracing.console.internal.trace.OwnSdk;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * When the application has started it is known whether it has an OpenTelemetry. When it closes, pages that are open must not
 * make its server wait for them.
 */
final class ConsoleStart implements ApplicationListener<ApplicationContextEvent>, ApplicationContextAware {

    private final TraceKeeper keeper;
    private @Nullable ApplicationContext context;
    private boolean started;

    ConsoleStart(TraceKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        context = applicationContext;
    }

    @Override
    public void onApplicationEvent(ApplicationContextEvent event) {
        if (event instanceof ContextRefreshedEvent && !started) {
            started = true;
            start(event.getApplicationContext());
        } else if (event instanceof ContextClosedEvent && event.getApplicationContext() == context) {
            keeper.stop();
        }
    }

    private void start(ApplicationContext application) {
        if (application.getBeanNamesForType(OpenTelemetry.class, false, false).length == 0) {
            OwnSdk.registerUnlessThereIsOne(keeper);
        }
        ConsoleLog.info("Traces are shown at " + LoopbackServer.BASE + " of this application");
    }
}
