package dev.ormtracing.quarkus.internal;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.install.ContainerInstallation;
import dev.ormtracing.quarkus.OrmTracingConfig;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import io.quarkus.hibernate.orm.runtime.service.QuarkusConnectionProviderInitiator;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.boot.registry.StandardServiceInitiator;

/** Gives a persistence unit its settings and services before Hibernate makes the session factory. */
final class StartingUnit implements HibernateOrmIntegrationRuntimeInitListener {

    private final boolean subclasses;
    private final boolean compilation;

    StartingUnit(boolean subclasses, boolean compilation) {
        this.subclasses = subclasses;
        this.compilation = compilation;
    }

    @Override
    public void contributeRuntimeProperties(BiConsumer<String, Object> properties) {
        try {
            ArcContainer beans = Arc.container();
            ContainerInstallation.settings(
                    beans.instance(OrmTracing.class).get(),
                    subclasses && beans.instance(OrmTracingConfig.class).get().sessionSubclass(),
                    compilation,
                    properties);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public List<StandardServiceInitiator<?>> contributeServiceInitiators() {
        try {
            return ContainerInstallation.initiators(QuarkusConnectionProviderInitiator.INSTANCE);
        } catch (Throwable e) {
            // Where a newer Quarkus has other classes, its sessions trace the connections that they get.
            Guard.report(e);
            return List.of();
        }
    }
}
