package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.Origin;
import org.hibernate.engine.spi.EntityEntryExtraState;
import org.jspecify.annotations.Nullable;

/** On an entity that was not loaded by the first operation which has loaded such ones: the one that did. */
final class LoadOrigin implements EntityEntryExtraState {

    private Origin operation;
    private @Nullable EntityEntryExtraState next;

    LoadOrigin(Origin operation) {
        this.operation = operation;
    }

    Origin operation() {
        return operation;
    }

    /** The entity has been read again. */
    void replace(Origin later) {
        operation = later;
    }

    @Override
    public void addExtraState(EntityEntryExtraState state) {
        if (next == null) {
            next = state;
        } else {
            next.addExtraState(state);
        }
    }

    @Override
    public <T extends EntityEntryExtraState> @Nullable T getExtraState(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        // Hibernate's own asks the ones behind it, not itself, whatever the interface says.
        return next == null || type.isInstance(next) ? type.cast(next) : next.getExtraState(type);
    }
}
