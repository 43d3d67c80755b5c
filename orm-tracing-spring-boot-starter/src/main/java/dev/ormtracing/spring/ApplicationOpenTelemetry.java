package dev.ormtracing.spring;

import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;

/**
 * The application's OpenTelemetry, as soon as the application has started. While schemas are created, migrations run and
 * repositories check their queries, each statement would be a trace of its own. Besides, the OpenTelemetry bean may need
 * the very DataSource that is being created. Runners come afterwards.
 */
final class ApplicationOpenTelemetry
        implements Supplier<@Nullable OpenTelemetry>, BeanFactoryAware, ApplicationListener<ContextRefreshedEvent> {

    private static final boolean MICROMETER = ClassUtils.isPresent(
            "io.micrometer.core.instrument.MeterRegistry", ApplicationOpenTelemetry.class.getClassLoader());

    @SuppressWarnings("NullAway.Init")
    private BeanFactory beans;

    private volatile boolean started;

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = beanFactory;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        started = true;
    }

    @Override
    public @Nullable OpenTelemetry get() {
        if (!started) {
            throw TooEarly.INSTANCE;
        }
        OpenTelemetry found = beans.getBeanProvider(OpenTelemetry.class).getIfUnique();
        return MICROMETER && found != null && found != OpenTelemetry.noop()
                ? MeteredOpenTelemetry.of(found, beans)
                : found;
    }

    /** Has no stack trace, since it is thrown for every statement during the start. */
    private static final class TooEarly extends IllegalStateException {

        @SuppressWarnings("StaticAssignmentOfThrowable")
        static final TooEarly INSTANCE = new TooEarly();

        private TooEarly() {
            super("the application is starting");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
