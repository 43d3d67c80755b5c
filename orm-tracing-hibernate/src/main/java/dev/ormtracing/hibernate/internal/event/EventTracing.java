package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.delegation.Forwarding;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Puts tracing around Hibernate's own listener of each event, which does the work: only from around it are start, end
 * and exception seen. The listeners of others stay as they are, in their order.
 */
final class EventTracing {

    private final EventListenerRegistry registry;
    private final EntityOperations entities;

    private EventTracing(EventListenerRegistry registry, HibernateTracing tracing) {
        this.registry = registry;
        this.entities = new EntityOperations(tracing);
    }

    static void install(SessionFactoryImplementor factory, HibernateTracing tracing) {
        EventTracing events = new EventTracing(factory.getEventEngine().getListenerRegistry(), tracing);
        events.wrapEntityEvents();
        events.wrapFlushEvents();
    }

    private void wrapEntityEvents() {
        wrap(EventType.LOAD, listener -> new TracedLoadListener(listener, entities));
        wrap(EventType.INIT_COLLECTION, listener -> new TracedCollectionListener(listener, entities));
        wrap(EventType.PERSIST, listener -> new TracedPersistListener(listener, entities));
        wrap(EventType.MERGE, listener -> new TracedMergeListener(listener, entities));
        wrap(EventType.DELETE, listener -> new TracedDeleteListener(listener, entities));
        wrap(EventType.REFRESH, listener -> new TracedRefreshListener(listener, entities));
        wrap(EventType.LOCK, listener -> new TracedLockListener(listener, entities));
        registry.prependListeners(EventType.POST_LOAD, new LoadOriginListener(entities.operations()));
        if (has("replicate")) {
            TracedReplicateListener.install(this, entities);
        }
    }

    private void wrapFlushEvents() {
        Operations operations = entities.operations();
        wrap(EventType.FLUSH, listener -> new TracedFlushListener(listener, operations));
        wrap(EventType.AUTO_FLUSH, listener -> new TracedAutoFlushListener(listener, operations));
        if (has("pre-flush")) {
            TracedPreFlushListener.install(this, operations);
        }
    }

    /** Versions come with events and part with them. A class that names the type of one that is not there does not load. */
    private static boolean has(String event) {
        return EventType.values().stream().anyMatch(type -> type.eventName().equals(event));
    }

    <T> void wrap(EventType<T> type, UnaryOperator<T> wrapping) {
        try {
            EventListenerGroup<T> group = registry.getEventListenerGroup(type);
            List<T> listeners = listenersOf(group);
            if (listeners.isEmpty()) {
                return;
            }
            T original = listeners.get(indexOfHibernates(listeners));
            replace(group, original, Forwarding.complete(original, wrapping.apply(original)));
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * In its place, so that an event that is fired meanwhile meets one of the two. Whoever adds a listener later meets
     * the rule that Hibernate has for the original.
     */
    private static <T> void replace(EventListenerGroup<T> group, T original, T traced) {
        group.addDuplicationStrategy(ListenerRule.replacing(original, traced));
        if (original.getClass().getName().startsWith("org.hibernate.")) {
            group.addDuplicationStrategy(ListenerRule.refusingWhatIsLike(original, traced));
        }
        group.appendListener(traced);
    }

    /** The group's other ways to look at its listeners are to fire an event at them. */
    @SuppressWarnings("deprecation")
    private static <T> List<T> listenersOf(EventListenerGroup<T> group) {
        List<T> listeners = new ArrayList<>();
        group.listeners().forEach(listeners::add);
        return listeners;
    }

    /** An application may prepend its own listeners, or have put one in the place of Hibernate's. */
    private static int indexOfHibernates(List<?> listeners) {
        for (int i = 0; i < listeners.size(); i++) {
            if (descendsFromHibernates(listeners.get(i).getClass())) {
                return i;
            }
        }
        return 0;
    }

    private static boolean descendsFromHibernates(Class<?> listener) {
        for (Class<?> type = listener; type != null; type = type.getSuperclass()) {
            if (type.getName().startsWith("org.hibernate.event.internal.Default")) {
                return true;
            }
        }
        return false;
    }
}
