package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.LoadOrigins;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.SessionState;
import dev.ormtracing.hibernate.internal.session.Traced;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.jspecify.annotations.Nullable;

/** Notes which operation has loaded an entity, and counts it. Before the application's callbacks, which may already ask. */
final class LoadOriginListener implements PostLoadEventListener {

    private final Operations operations;

    LoadOriginListener(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        if (event.getSession() instanceof Traced traced) {
            SessionState state = traced.state();
            LoadOrigins origins = state.knownOrigins();
            if (origins != null) {
                note(state.current(), origins, event);
            }
        } else {
            note(operations.tracer().current(), null, event);
        }
    }

    private static void note(@Nullable Frame running, @Nullable LoadOrigins origins, PostLoadEvent event) {
        try {
            if (running != null && running.isRecording()) {
                LoadedEntity.count(running, event);
                if (origins != null) {
                    origins.loaded(running, event);
                }
            } else if (origins != null) {
                origins.becomeIncomplete();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
