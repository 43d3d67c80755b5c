package dev.ormtracing.it.spring.boot;

import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.orm.hibernate5.LocalSessionFactoryBean;
import org.springframework.orm.hibernate5.LocalSessionFactoryBuilder;

/** Spring's own ways to a SessionFactory, whose package differs by version. */
public final class SpringsSessionFactories {

    private SpringsSessionFactories() {}

    /** The bean that builds it. */
    public static FactoryBean<SessionFactory> factoryBean(DataSource source, Class<?>... entities) {
        LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
        factory.setDataSource(source);
        factory.setAnnotatedClasses(entities);
        factory.getHibernateProperties().setProperty("hibernate.hbm2ddl.auto", "create-drop");
        return factory;
    }

    /** What an application calls in a bean of its own. */
    public static SessionFactory built(DataSource source, Class<?>... entities) {
        LocalSessionFactoryBuilder builder = new LocalSessionFactoryBuilder(source);
        builder.addAnnotatedClasses(entities);
        builder.setProperty("hibernate.hbm2ddl.auto", "create-drop");
        return builder.buildSessionFactory();
    }
}
