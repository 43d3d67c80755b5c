package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import java.util.function.Supplier;
import org.hibernate.IdentifierLoadAccess;
import org.hibernate.loader.internal.IdentifierLoadAccessImpl;
import org.hibernate.loader.internal.LoadAccessContext;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What {@code byId} returns: an object of a class, not of an interface, hence no proxy. Both {@code load} and
 * {@code getReference}, which are final, pass {@link #perform}; which of them it is shows inside.
 */
@SuppressWarnings("removal") // Hibernate 8.0 marks the interface.
final class TracedIdLoadAccess<T> extends IdentifierLoadAccessImpl<T> implements IdentifierLoadAccess<T> {

    private final SessionBoundary boundary;
    private final String entityName;
    private boolean asksForReference;

    TracedIdLoadAccess(LoadAccessContext session, EntityPersister persister, SessionBoundary boundary) {
        super(session, persister);
        this.boundary = boundary;
        this.entityName = persister.getEntityName();
    }

    @Override
    protected T perform(Supplier<T> executor) {
        asksForReference = false;
        Frame frame = boundary.reference(SessionMethod.BY_ID, entityName);
        try {
            T result = super.perform(executor);
            if (!asksForReference) {
                frame.becomeSpan();
            }
            return result;
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    @Override
    protected T doGetReference(Object id) {
        asksForReference = true;
        return super.doGetReference(id);
    }
}
