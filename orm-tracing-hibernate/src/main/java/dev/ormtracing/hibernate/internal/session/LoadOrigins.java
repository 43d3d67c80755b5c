package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.Origin;
import dev.ormtracing.core.internal.tree.Frame;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Arrays;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Which operation has loaded an entity of one session, and which one its proxies. Of a type that only one operation has
 * loaded, that is all that is remembered; what later ones load is tagged one by one. As thread-safe as the session.
 */
public final class LoadOrigins {

    /** Stands for none, of a session that has loaded something all the same. */
    static final LoadOrigins UNSEEN = new LoadOrigins(true);

    private static final Object[] NONE = {};

    /**
     * A root entity and the operation that was the first to load it, in turn. Few, hence no map. The entity's name is a
     * key beside it once others have loaded it too.
     */
    private Object[] firsts = NONE;

    /** An entity name and the operation that was the last to make proxies for it, in turn. */
    private Object[] proxies = NONE;

    // What the last row was, since the next one mostly is the same.
    private @Nullable Frame frame;
    private SpanContext operation = SpanContext.getInvalid();
    private @Nullable Origin origin;
    private @Nullable EntityPersister persister;
    private @Nullable String proxied;
    private boolean first;

    /** Some entities have come from operations that nothing is known of. */
    private boolean incomplete;

    LoadOrigins(boolean incomplete) {
        this.incomplete = incomplete;
    }

    /** Entities are being loaded by an operation that is not recorded: whatever is not tagged may be one of them. */
    public void becomeIncomplete() {
        if (!incomplete) {
            incomplete = true;
            persister = null;
            firsts = NONE;
        }
    }

    /** A row of that operation has become an entity. */
    public void loaded(Frame by, PostLoadEvent event) {
        enter(by);
        if (event.getPersister() != persister) {
            persister = event.getPersister();
            first = !incomplete && isFirst(persister.getRootEntityDescriptor());
        }
        if (!first) {
            tag(event.getSession().getPersistenceContextInternal().getEntry(event.getEntity()));
        }
    }

    /** A row of that operation refers to an entity that is not there: a proxy stands for it. */
    public void proxied(Frame by, String entityName) {
        enter(by);
        if (!entityName.equals(proxied)) {
            proxied = entityName;
            proxies = put(proxies, entityName, origin());
        }
    }

    /** The operation that has loaded the entity. */
    public Origin of(PersistenceContext context, @Nullable Object entity) {
        EntityEntry entry = entity == null ? null : context.getEntry(entity);
        if (entry == null) {
            return Origin.UNKNOWN;
        }
        LoadOrigin tagged = entry.getExtraState(LoadOrigin.class);
        return tagged == null ? find(firsts, entry.getPersister().getRootEntityDescriptor()) : tagged.operation();
    }

    /** The only operation that has loaded such entities, unknown if there are several. */
    Origin ofOnly(EntityMappingType root) {
        return find(firsts, root.getEntityName()).isKnown() ? Origin.UNKNOWN : find(firsts, root);
    }

    /**
     * The operation that has loaded the owner of a collection of which only the role is known, unknown when more than
     * one operation has loaded such owners.
     */
    public static Origin onlyLoaderOf(EntityMappingType owner, SharedSessionContractImplementor session) {
        LoadOrigins origins = session instanceof Traced traced ? traced.state().knownOrigins() : null;
        return origins == null ? Origin.UNKNOWN : origins.ofOnly(owner);
    }

    /** The last operation that has read a reference to such an entity. */
    public Origin ofProxy(String entityName) {
        return find(proxies, entityName);
    }

    private void enter(Frame by) {
        // One that is no span yet may become one.
        if (by != frame || !operation.isValid()) {
            SpanContext now = by.spanContext();
            if (by != frame || now.isValid()) {
                frame = by;
                operation = now;
                origin = null;
                persister = null;
                proxied = null;
            }
        }
    }

    private Origin origin() {
        Origin known = origin;
        if (known == null) {
            known = frame == null ? Origin.UNKNOWN : new Origin(operation, frame.label());
            origin = known;
        }
        return known;
    }

    private boolean isFirst(EntityMappingType root) {
        for (int i = 0; i < firsts.length && firsts[i] != null; i += 2) {
            if (firsts[i] == root) {
                if (((Origin) firsts[i + 1]).span() == operation) {
                    return true;
                }
                firsts = put(firsts, root.getEntityName(), origin());
                return false;
            }
        }
        firsts = put(firsts, root, origin());
        return true;
    }

    private void tag(@Nullable EntityEntry entry) {
        if (entry == null) {
            return;
        }
        LoadOrigin known = entry.getExtraState(LoadOrigin.class);
        if (known == null) {
            entry.addExtraState(new LoadOrigin(origin()));
        } else {
            known.replace(origin());
        }
    }

    private static Origin find(Object[] table, Object key) {
        for (int i = 0; i < table.length && table[i] != null; i += 2) {
            if (table[i].equals(key)) {
                return (Origin) table[i + 1];
            }
        }
        return Origin.UNKNOWN;
    }

    private static Object[] put(Object[] table, Object key, Origin value) {
        int free = 0;
        while (free < table.length && table[free] != null && !table[free].equals(key)) {
            free += 2;
        }
        Object[] grown = free < table.length ? table : Arrays.copyOf(table, Math.max(4, free * 2));
        grown[free] = key;
        grown[free + 1] = value;
        return grown;
    }
}
