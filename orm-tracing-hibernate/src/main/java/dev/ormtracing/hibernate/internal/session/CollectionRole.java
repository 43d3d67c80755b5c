package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.AuditModel;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a collection is called, or a lazy attribute: {@code User} and {@code User.posts}.
 *
 * @param purpose what the statements that load it run for
 */
public record CollectionRole(
        @Nullable String model, String path, @Nullable StatementPurpose purpose) {

    public static final CollectionRole UNKNOWN = new CollectionRole(null, "collection", null);

    /** The role that Hibernate calls by the full name of the owner's class. */
    static CollectionRole of(HibernateTracing tracing, SessionFactoryImplementor factory, String roleName) {
        CollectionPersister persister = factory.getMappingMetamodel().findCollectionDescriptor(roleName);
        if (persister == null) {
            return new CollectionRole(null, roleName, null);
        }
        String owner = persister.getOwnerEntityPersister().getEntityName();
        String model = tracing.modelOf(owner);
        String property = roleName.startsWith(owner + ".") ? roleName.substring(owner.length() + 1) : roleName;
        String path = model == null ? roleName : AuditModel.nameOf(model) + "." + property;
        return new CollectionRole(model, path, purpose(tracing, factory, persister, model, path));
    }

    /** The role of an attribute that is loaded with its group, by the id of its entity. */
    static CollectionRole ofAttribute(
            HibernateTracing tracing, SharedSessionContractImplementor session, String entityName, String attribute) {
        String model = tracing.modelOf(entityName);
        String path = (model == null ? entityName : AuditModel.nameOf(model)) + "." + attribute;
        Type type = session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(entityName)
                .getPropertyType(attribute);
        String associated = type instanceof EntityType entity
                ? tracing.modelOf(entity.getAssociatedEntityName(session.getFactory()))
                : null;
        return new CollectionRole(
                model,
                path,
                StatementPurpose.of(associated == null ? model : associated, path, Load.BATCH)
                        .by(Load.ATTRIBUTE));
    }

    /** What statements run for that load the entities in the collection; or its owner's, when it has none. */
    private static StatementPurpose purpose(
            HibernateTracing tracing,
            SessionFactoryImplementor factory,
            CollectionPersister persister,
            @Nullable String model,
            String path) {
        String element = persister.getElementType() instanceof EntityType entity
                ? tracing.modelOf(entity.getAssociatedEntityName(factory))
                : null;
        boolean batched = !persister.isSubselectLoadable() && persister.getBatchSize() > 1;
        return StatementPurpose.of(element == null ? model : element, path, batched ? Load.BATCH : Load.SUBSELECT)
                .by(Load.COLLECTION);
    }
}
