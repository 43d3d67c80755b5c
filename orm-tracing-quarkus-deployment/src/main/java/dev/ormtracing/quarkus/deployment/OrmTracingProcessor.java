package dev.ormtracing.quarkus.deployment;

import dev.ormtracing.quarkus.internal.OrmTracingProducer;
import dev.ormtracing.quarkus.internal.OrmTracingRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.hibernate.orm.deployment.PersistenceUnitDescriptorBuildItem;
import io.quarkus.hibernate.orm.deployment.PersistenceXmlDescriptorBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationRuntimeConfiguredBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationStaticConfiguredBuildItem;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import java.util.List;
import org.hibernate.cfg.QuerySettings;
import org.jboss.logging.Logger;

/** The build steps. */
class OrmTracingProcessor {

    private static final Logger LOG = Logger.getLogger("dev.ormtracing");

    /** As Quarkus lists it at the start. */
    private static final String FEATURE = "orm-tracing";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.unremovableOf(OrmTracingProducer.class);
    }

    @BuildStep
    SessionFactoriesBuildItem sessionFactories(BuildProducer<BytecodeTransformerBuildItem> transformers) {
        boolean found = new SessionFactoryCall().applyTo(transformers);
        if (!found) {
            LOG.warn(
                    "This version of Quarkus makes session factories in another way than the ones known. Operations are"
                            + " traced by what Hibernate does, not by what is called.");
        }
        return new SessionFactoriesBuildItem(found);
    }

    @BuildStep
    void commits(BuildProducer<BytecodeTransformerBuildItem> transformers) {
        new TransactionIntegrationCall().applyTo(transformers);
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void announceServices(
            OrmTracingRecorder recorder,
            List<PersistenceUnitDescriptorBuildItem> units,
            BuildProducer<HibernateOrmIntegrationStaticConfiguredBuildItem> integrations) {
        HibernateOrmIntegrationStaticInitListener listener = recorder.whileBuilding();
        for (PersistenceUnitDescriptorBuildItem unit : units) {
            if (!unit.isReactive()) {
                integrations.produce(
                        new HibernateOrmIntegrationStaticConfiguredBuildItem(FEATURE, unit.getPersistenceUnitName())
                                .setInitListener(listener));
            }
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void traceUnits(
            OrmTracingRecorder recorder,
            SessionFactoriesBuildItem factories,
            List<PersistenceUnitDescriptorBuildItem> units,
            List<PersistenceXmlDescriptorBuildItem> descriptors,
            BuildProducer<HibernateOrmIntegrationRuntimeConfiguredBuildItem> integrations) {
        for (PersistenceUnitDescriptorBuildItem unit : units) {
            if (!unit.isReactive()) {
                String name = unit.getPersistenceUnitName();
                integrations.produce(new HibernateOrmIntegrationRuntimeConfiguredBuildItem(FEATURE, name)
                        .setInitListener(recorder.whenStarting(factories.areOurs(), !translates(name, descriptors))));
            }
        }
    }

    /** Whether the application has queries translated by a class of its own. */
    private static boolean translates(String unit, List<PersistenceXmlDescriptorBuildItem> descriptors) {
        return descriptors.stream()
                .map(PersistenceXmlDescriptorBuildItem::getDescriptor)
                .anyMatch(descriptor -> unit.equals(descriptor.getName())
                        && descriptor.getProperties().containsKey(QuerySettings.SEMANTIC_QUERY_TRANSLATOR));
    }
}
