package dev.ormtracing.load.application;

import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts a library before the application's pool, as the libraries' own starters do. */
final class WrappedDataSources implements BeanPostProcessor {

    private final UnaryOperator<DataSource> wrap;

    WrappedDataSources(UnaryOperator<DataSource> wrap) {
        this.wrap = wrap;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? wrap.apply(dataSource) : bean;
    }
}
