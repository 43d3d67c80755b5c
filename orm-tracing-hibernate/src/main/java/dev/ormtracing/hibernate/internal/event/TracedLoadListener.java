package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.LoadOrigins;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import dev.ormtracing.hibernate.internal.session.StatementPurposes;
import dev.ormtracing.hibernate.internal.session.Traced;
import org.hibernate.event.internal.DefaultLoadEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.jspecify.annotations.Nullable;

/** Opens the operations that load one entity: {@code find}, {@code getReference}, and a proxy's first use. */
final class TracedLoadListener extends DefaultLoadEventListener implements LoadEventListener {

    private final LoadEventListener delegate;
    private final EntityOperations entities;

    TracedLoadListener(LoadEventListener delegate, EntityOperations entities) {
        this.delegate = delegate;
        this.entities = entities;
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        Operations operations = entities.operations();
        Frame current = operations.current(event.getSession());
        boolean opens = operations.opensOperation(current, event.getSession());
        Frame frame = opens ? open(event, type) : Frame.NOOP;
        Frame running = opens || current == null ? frame : current;
        StatementPurpose before = running.isRecording() ? tells(running, event, type) : null;
        try {
            delegate.onLoad(event, type);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            running.purpose(before);
            frame.end();
        }
    }

    /** Says what statements run for, and returns what they ran for so far. */
    private @Nullable StatementPurpose tells(Frame running, LoadEvent event, LoadType type) {
        StatementPurpose before = running.purpose();
        try {
            if (type == INTERNAL_LOAD_LAZY || type == LOAD) {
                noteProxy(running, event);
            }
            running.purpose(purpose(event, type == IMMEDIATE_LOAD ? Load.PROXY : Load.ID));
        } catch (Throwable e) {
            Guard.report(e);
        }
        return before;
    }

    private @Nullable StatementPurpose purpose(LoadEvent event, Load load) {
        StatementPurpose purpose = entities.tracing().purposes().of(entities.modelOf(event.getEntityClassName()), load);
        return purpose == null ? null : purpose.locked(StatementPurposes.lockMode(event.getLockOptions()));
    }

    private static void noteProxy(Frame running, LoadEvent event) {
        String entityName = event.getEntityClassName();
        if (entityName != null && event.getSession() instanceof Traced traced) {
            traced.state().origins().proxied(running, entityName);
        }
    }

    private Frame open(LoadEvent event, LoadType type) {
        Operations operations = entities.operations();
        String model = entities.modelOf(event.getEntityClassName());
        if (type == GET) {
            return operations.start(event.getSession(), SessionMethod.FIND, model);
        }
        if (type == LOAD) {
            return operations.startDeferred(event.getSession(), SessionMethod.GET_REFERENCE, model, null);
        }
        return openLazy(event, model);
    }

    private Frame openLazy(LoadEvent event, @Nullable String model) {
        Frame frame = entities.operations().startDeferred(event.getSession(), ImplicitMethod.INITIALIZE, model, null);
        Operations.tellOutsideTransaction(frame, event.getSession());
        if (event.getEntityClassName() != null && event.getSession() instanceof Traced traced) {
            LoadOrigins origins = traced.state().knownOrigins();
            if (origins != null) {
                frame.link(origins.ofProxy(event.getEntityClassName()));
            }
        }
        return frame;
    }
}
