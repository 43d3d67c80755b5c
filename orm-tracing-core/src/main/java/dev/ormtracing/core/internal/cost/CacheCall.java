package dev.ormtracing.core.internal.cost;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a call on a cache that is over.
 *
 * @param from the {@link System#nanoTime()} of its start
 * @param to the same of its end
 * @param failure what it has thrown, or null
 */
public record CacheCall(
        CachedData data,
        CacheAction action,
        long from,
        long to,
        @Nullable Throwable failure) {

    public Attributes attributes() {
        return data.attributes(action);
    }
}
