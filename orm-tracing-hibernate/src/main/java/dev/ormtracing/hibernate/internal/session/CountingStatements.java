package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.Frame;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * The statements by which Hibernate asks for the size of a collection, or whether it contains something, without loading
 * it. No event tells of them, and they do not pass the select executor; but each collection has its own, made once.
 */
final class CountingStatements {

    private static final Map<String, ImplicitMethod> METHODS = Map.of(
            "sqlSelectSizeString", ImplicitMethod.SIZE,
            "sqlDetectRowByElementString", ImplicitMethod.CONTAINS,
            "sqlDetectRowByIndexString", ImplicitMethod.CONTAINS_KEY);

    private final HibernateTracing tracing;
    private volatile @Nullable Map<String, Counting> byText;

    CountingStatements(HibernateTracing tracing) {
        this.tracing = tracing;
    }

    /** Says what the operation is, if that is its statement. */
    void read(SharedSessionContractImplementor session, String statement, Frame operation) {
        Counting counting = known(session).get(statement);
        if (counting != null) {
            CollectionRole role = counting.role();
            operation.rename(
                    counting.method(),
                    role.model(),
                    role.path() + "." + counting.method().methodName());
            operation.purpose(role.purpose());
            Operations.tellOutsideTransaction(operation, session);
            operation.link(LoadOrigins.onlyLoaderOf(counting.owner(), session));
        }
    }

    private Map<String, Counting> known(SharedSessionContractImplementor session) {
        Map<String, Counting> known = byText;
        if (known == null) {
            known = collect(session);
            byText = known;
        }
        return known;
    }

    private Map<String, Counting> collect(SharedSessionContractImplementor session) {
        Map<String, Counting> found = new HashMap<>();
        try {
            for (Map.Entry<String, ImplicitMethod> method : METHODS.entrySet()) {
                Field text = AbstractCollectionPersister.class.getDeclaredField(method.getKey());
                text.setAccessible(true);
                session.getFactory()
                        .getMappingMetamodel()
                        .forEachCollectionDescriptor(
                                collection -> add(found, session, text, method.getValue(), collection));
            }
        } catch (ReflectiveOperationException | RuntimeException unknownHibernate) {
            found.clear();
        }
        return found;
    }

    private void add(
            Map<String, Counting> found,
            SharedSessionContractImplementor session,
            Field text,
            ImplicitMethod method,
            CollectionPersister collection) {
        try {
            if (collection instanceof AbstractCollectionPersister && text.get(collection) instanceof String sql) {
                found.putIfAbsent(
                        sql,
                        new Counting(
                                method,
                                tracing.roleOf(session, collection.getRole()),
                                collection.getOwnerEntityPersister().getRootEntityDescriptor()));
            }
        } catch (IllegalAccessException e) {
            Guard.report(e);
        }
    }

    private record Counting(ImplicitMethod method, CollectionRole role, EntityMappingType owner) {}
}
