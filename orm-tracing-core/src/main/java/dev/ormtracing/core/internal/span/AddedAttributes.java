package dev.ormtracing.core.internal.span;

import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what the application adds to spans that are about to start. Thread-safe.
 *
 * @param operations each is told of an operation, and what it adds to
 * @param statements each is told of a statement, and what it adds to
 */
public record AddedAttributes(
        List<BiConsumer<Attributes, AttributesBuilder>> operations,
        List<BiConsumer<Attributes, AttributesBuilder>> statements) {

    @Nullable
    Attributes toOperation(Attributes operation, @Nullable Attributes more) {
        return added(operations, operation, more);
    }

    @Nullable
    Attributes toStatement(Attributes statement, @Nullable Attributes more) {
        return added(statements, statement, more);
    }

    private static @Nullable Attributes added(
            List<BiConsumer<Attributes, AttributesBuilder>> providers, Attributes known, @Nullable Attributes more) {
        AttributesBuilder all = Attributes.builder();
        for (BiConsumer<Attributes, AttributesBuilder> provider : providers) {
            // By itself: what one adds before it fails, or after the other has, is not half of anything.
            AttributesBuilder own = Attributes.builder();
            try {
                provider.accept(known, own);
                all.putAll(own.build());
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
        all.removeIf(key -> known.get(key) != null || more != null && more.get(key) != null);
        Attributes added = all.build();
        if (added.isEmpty()) {
            return more;
        }
        return more == null ? added : more.toBuilder().putAll(added).build();
    }
}
