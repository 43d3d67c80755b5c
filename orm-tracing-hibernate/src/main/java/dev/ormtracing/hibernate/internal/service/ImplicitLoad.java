package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.Origin;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.CollectionRole;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.LoadOrigins;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.Traced;
import org.hibernate.bytecode.enhance.spi.interceptor.EnhancementAsProxyLazinessInterceptor;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMappingProducer;
import org.jspecify.annotations.Nullable;

/**
 * What a select loads that runs outside any operation, as the select itself tells. Of lazy attributes and of entities
 * that bytecode enhancement has made lazy there is no event, nor of what a stateless session loads.
 *
 * @param name what the operation is called, or null for {@code model.method}
 * @param owner the operation that has loaded what is lazy
 */
record ImplicitLoad(
        ImplicitMethod method,
        @Nullable String model,
        @Nullable String name,
        @Nullable StatementPurpose purpose,
        Origin owner) {

    private static final ImplicitLoad UNKNOWN =
            new ImplicitLoad(ImplicitMethod.SELECT, null, null, null, Origin.UNKNOWN);

    /** Never throws. */
    static ImplicitLoad of(ExecutionContext context, JdbcValuesMappingProducer results) {
        try {
            HibernateTracing tracing = HibernateTracing.of(context.getSession());
            ImplicitLoad lazy = lazy(tracing, context, results);
            return lazy == null ? select(tracing, context, results) : lazy;
        } catch (Throwable e) {
            Guard.report(e);
            return UNKNOWN;
        }
    }

    /** What the statements of a select run for that loads what is lazy though no event says so, or null. */
    static @Nullable StatementPurpose causeOfLazy(ExecutionContext context) {
        Object entity = context.getEntityInstance();
        String entityName = entity == null ? null : enhancedProxy(entity);
        if (entityName == null) {
            return null;
        }
        HibernateTracing tracing = HibernateTracing.of(context.getSession());
        return tracing.purposes().of(tracing.modelOf(entityName), Load.PROXY);
    }

    /** Whether it is no load at all. */
    boolean isQuery() {
        return purpose != null && purpose.load() == Load.QUERY;
    }

    private boolean isLazy() {
        return method == ImplicitMethod.INITIALIZE || method == ImplicitMethod.GET;
    }

    /** Opens the operation. */
    Frame open(Operations operations, SharedSessionContractImplementor session) {
        Frame frame = operations.start(session, method, model, name);
        frame.purpose(purpose);
        if (isLazy()) {
            Operations.tellOutsideTransaction(frame, session);
            frame.link(owner);
        }
        return frame;
    }

    /** This load, of rows that are read later. */
    ImplicitLoad scrolled() {
        return isLazy() ? this : new ImplicitLoad(ImplicitMethod.SCROLL, model, name, purpose, owner);
    }

    private static @Nullable ImplicitLoad lazy(
            HibernateTracing tracing, ExecutionContext context, JdbcValuesMappingProducer results) {
        if (context.getCollectionKey() != null) {
            return collection(tracing, context.getSession(), context.getCollectionKey());
        }
        EntityMappingType root = context.getRootEntityDescriptor();
        if (root == null) {
            return context.hasQueryExecutionToBeAddedToStatistics()
                    ? null
                    : element(
                            tracing,
                            context.getSession(),
                            SelectResults.collectionOfElement(results, context.getSession()));
        }
        String proxy = context.getEntityInstance() == null ? null : enhancedProxy(context.getEntityInstance());
        if (proxy != null) {
            return proxy(tracing, context.getSession(), proxy);
        }
        String attribute = SelectResults.lazyAttribute(results, context.getSession());
        return attribute == null ? null : attribute(tracing, context, root, attribute);
    }

    private static ImplicitLoad collection(
            HibernateTracing tracing, SharedSessionContractImplementor session, CollectionKey key) {
        CollectionRole role = tracing.roleOf(session, key.getRole());
        PersistenceContext entities = session.getPersistenceContextInternal();
        var collection = entities.getCollection(key);
        return initialize(role, collection == null ? null : collection.getOwner(), session);
    }

    /** One element of a collection that is not loaded, by its index or key. */
    private static @Nullable ImplicitLoad element(
            HibernateTracing tracing, SharedSessionContractImplementor session, @Nullable String roleName) {
        CollectionPersister collection = roleName == null
                ? null
                : session.getFactory().getMappingMetamodel().findCollectionDescriptor(roleName);
        if (collection == null) {
            return null;
        }
        CollectionRole role = tracing.roleOf(session, roleName);
        Origin loadedBy =
                LoadOrigins.onlyLoaderOf(collection.getOwnerEntityPersister().getRootEntityDescriptor(), session);
        return new ImplicitLoad(ImplicitMethod.GET, role.model(), role.path() + ".get", role.purpose(), loadedBy);
    }

    private static ImplicitLoad attribute(
            HibernateTracing tracing, ExecutionContext context, EntityMappingType root, String attribute) {
        SharedSessionContractImplementor session = context.getSession();
        PersistenceContext entities = session.getPersistenceContextInternal();
        Object id = context.getEntityId();
        Object owner = id == null ? null : entities.getEntity(session.generateEntityKey(id, root.getEntityPersister()));
        var entry = owner == null ? null : entities.getEntry(owner);
        String entityName = entry == null ? root.getEntityName() : entry.getEntityName();
        return initialize(tracing.attributeOf(session, entityName, attribute), owner, session);
    }

    private static ImplicitLoad initialize(
            CollectionRole role, @Nullable Object owner, SharedSessionContractImplementor session) {
        LoadOrigins origins = originsOf(session);
        Origin loadedBy = origins == null ? Origin.UNKNOWN : origins.of(session.getPersistenceContextInternal(), owner);
        return new ImplicitLoad(
                ImplicitMethod.INITIALIZE, role.model(), role.path() + ".initialize", role.purpose(), loadedBy);
    }

    private static ImplicitLoad proxy(
            HibernateTracing tracing, SharedSessionContractImplementor session, String entityName) {
        String model = tracing.modelOf(entityName);
        LoadOrigins origins = originsOf(session);
        return new ImplicitLoad(
                ImplicitMethod.INITIALIZE,
                model,
                null,
                tracing.purposes().of(model, Load.PROXY),
                origins == null ? Origin.UNKNOWN : origins.ofProxy(entityName));
    }

    private static ImplicitLoad select(
            HibernateTracing tracing, ExecutionContext context, JdbcValuesMappingProducer results) {
        EntityMappingType root = context.getRootEntityDescriptor();
        if (root == null) {
            String model = tracing.modelOf(SelectResults.entity(results, context.getSession()));
            StatementPurpose purpose = context.hasQueryExecutionToBeAddedToStatistics()
                    ? tracing.purposes().ofQuery(model)
                    : tracing.purposes().of(model);
            return new ImplicitLoad(ImplicitMethod.SELECT, model, null, purpose, Origin.UNKNOWN);
        }
        String model = tracing.modelOf(root.getEntityName());
        return new ImplicitLoad(
                ImplicitMethod.SELECT, model, null, tracing.purposes().of(model, Load.ID), Origin.UNKNOWN);
    }

    /** The name of the entity that an enhanced object without state stands for, or null. */
    private static @Nullable String enhancedProxy(Object entity) {
        return entity instanceof PersistentAttributeInterceptable enhanced
                        && enhanced.$$_hibernate_getInterceptor() instanceof EnhancementAsProxyLazinessInterceptor proxy
                ? proxy.getEntityName()
                : null;
    }

    private static @Nullable LoadOrigins originsOf(SharedSessionContractImplementor session) {
        return session instanceof Traced traced ? traced.state().knownOrigins() : null;
    }
}
