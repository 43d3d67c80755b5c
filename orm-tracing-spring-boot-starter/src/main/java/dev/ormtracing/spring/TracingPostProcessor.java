package dev.ormtracing.spring;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.BooleanText;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Knows whether the application is traced, and with what. Creates no bean before it is asked. */
abstract class TracingPostProcessor implements BeanPostProcessor, BeanFactoryAware, EnvironmentAware {

    @SuppressWarnings("NullAway.Init")
    private ObjectProvider<OrmTracing> tracing;

    @SuppressWarnings("NullAway.Init")
    private BeanFactory beans;

    @SuppressWarnings("NullAway.Init")
    private Environment environment;

    @Override
    public final void setBeanFactory(BeanFactory beanFactory) {
        beans = beanFactory;
        tracing = ((ListableBeanFactory) beanFactory).getBeanProvider(OrmTracing.class, false);
    }

    @Override
    public final void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    /** When tracing is off, the application stays as it is, with no wrapper anywhere. */
    final boolean isOn() {
        String text = environment.getProperty("orm.tracing.enabled");
        try {
            return text == null || text.isBlank() || BooleanText.parse(text);
        } catch (IllegalArgumentException e) {
            // The OrmTracing bean, which reads all settings, sets this.
            return true;
        }
    }

    final BeanFactory beans() {
        return beans;
    }

    final OrmTracing tracing() {
        return tracing.getObject();
    }
}
