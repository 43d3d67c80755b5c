package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.LoadOrigins;
import dev.ormtracing.hibernate.internal.session.Operations;
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
            LoadOrigins origins = traced.state().knownOrigins();
            if (origins != null) {
                note(origins, event);
            }
        } else {
            note(null, event);
        }
    }

    private void note(@Nullable LoadOrigins origins, PostLoadEvent event) {
        try {
            Frame running = operations.tracer().current();
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
