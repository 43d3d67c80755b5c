package dev.ormtracing.hibernate;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** What a collection is called: {@code User} and {@code User.posts}. */
record CollectionRole(
        @Nullable String model, String path, @Nullable CollectionPersister persister) {

    private static final CollectionRole UNKNOWN = new CollectionRole(null, "collection", null);

    /** The role that Hibernate calls by the full name of the owner's class. */
    static CollectionRole of(
            HibernateTracing tracing, SharedSessionContractImplementor session, @Nullable String roleName) {
        if (roleName == null) {
            return UNKNOWN;
        }
        CollectionPersister persister =
                session.getFactory().getMappingMetamodel().findCollectionDescriptor(roleName);
        if (persister == null) {
            return new CollectionRole(null, roleName, null);
        }
        String owner = persister.getOwnerEntityPersister().getEntityName();
        String model = tracing.modelOf(owner);
        String property = roleName.startsWith(owner + ".") ? roleName.substring(owner.length() + 1) : roleName;
        return new CollectionRole(model, model == null ? roleName : model + "." + property, persister);
    }

    /** Whether the session initializes several of these collections at once. */
    boolean isBatchedIn(SharedSessionContractImplementor session) {
        return persister != null && session.getLoadQueryInfluencers().effectivelyBatchLoadable(persister);
    }
}
