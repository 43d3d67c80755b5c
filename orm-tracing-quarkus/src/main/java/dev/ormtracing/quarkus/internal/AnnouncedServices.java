package dev.ormtracing.quarkus.internal;

import dev.ormtracing.hibernate.internal.install.ContainerInstallation;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import java.util.function.BiConsumer;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;

/** Says that services are going to be added, so that what finds none while the application is built does not complain. */
final class AnnouncedServices implements HibernateOrmIntegrationStaticInitListener {

    @Override
    public void contributeBootProperties(BiConsumer<String, Object> properties) {
        properties.accept(ContainerInstallation.SERVICES_FOLLOW, "true");
    }

    @Override
    public void onMetadataInitialized(
            Metadata metadata, BootstrapContext context, BiConsumer<String, Object> properties) {
        // The mappings are the application's alone.
    }
}
