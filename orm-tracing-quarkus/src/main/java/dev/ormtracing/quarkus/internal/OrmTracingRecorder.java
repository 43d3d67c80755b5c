package dev.ormtracing.quarkus.internal;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import io.quarkus.runtime.annotations.Recorder;

/** Recorded by the build steps, and replayed when the application starts. */
@Recorder
public class OrmTracingRecorder {

    /** Called by Quarkus. */
    public OrmTracingRecorder() {}

    /** For while Hibernate reads its mappings. */
    public HibernateOrmIntegrationStaticInitListener whileBuilding() {
        return new AnnouncedServices();
    }

    /**
     * For when a persistence unit starts.
     *
     * @param subclasses whether the build step has found where Quarkus makes session factories
     * @param compilation whether the application has left the translation of queries to Hibernate
     */
    public HibernateOrmIntegrationRuntimeInitListener whenStarting(boolean subclasses, boolean compilation) {
        return new StartingUnit(subclasses, compilation);
    }
}
