package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/** Notes which operation has loaded an entity. Before the application's callbacks, which may already ask. */
final class LoadOriginListener implements PostLoadEventListener {

    private final Operations operations;

    LoadOriginListener(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        if (event.getSession() instanceof Traced traced) {
            LoadOrigins origins = traced.boundary().knownOrigins();
            if (origins != null) {
                note(origins, event);
            }
        }
    }

    private void note(LoadOrigins origins, PostLoadEvent event) {
        try {
            Frame running = operations.tracer().current();
            if (running != null && running.isRecording()) {
                origins.loaded(running, event);
            } else {
                origins.becomeIncomplete();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
