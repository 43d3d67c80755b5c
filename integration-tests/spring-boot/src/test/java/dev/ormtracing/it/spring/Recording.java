package dev.ormtracing.it.spring;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Lets each test begin with empty tables, and checks its spans when all is over. */
final class Recording implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        context.getBeanProvider(EntityManagerFactory.class).stream()
                .map(factory -> factory.unwrap(SessionFactory.class))
                .forEach(sessions -> sessions.getSchemaManager().truncateMappedObjects());
        context.getBean(Recorded.class).reset();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        SpringExtension.getApplicationContext(test).getBean(Recorded.class).check();
    }
}
