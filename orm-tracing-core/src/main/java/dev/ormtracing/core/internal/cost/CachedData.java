package dev.ormtracing.core.internal.cost;

import dev.ormtracing.core.internal.name.OrmAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** Internal: what a cache keeps, as the spans of the calls on it say. Keys and values are nobody's business. Immutable. */
public final class CachedData {

    private static final CacheAction[] ACTIONS = CacheAction.values();

    private final Attributes[] attributes = new Attributes[ACTIONS.length];
    private final Attributes read;

    private CachedData(@Nullable String region, @Nullable AttributeKey<String> key, @Nullable String subject) {
        for (CacheAction action : ACTIONS) {
            AttributesBuilder all = Attributes.builder();
            all.put(OrmAttributes.CACHE_OPERATION, action.operation);
            all.put(OrmAttributes.CACHE_REGION, region);
            if (key != null) {
                all.put(key, subject);
            }
            all.put(OrmAttributes.CACHE_RESULT, action.result);
            attributes[action.ordinal()] = all.build();
        }
        read = Attributes.builder()
                .put(OrmAttributes.CACHE_REGION, region)
                .put("db.query.summary", subject == null ? region : subject)
                .build();
    }

    /** A region, or all of them. */
    public static CachedData in(@Nullable String region) {
        return new CachedData(region, null, null);
    }

    /** Entities, or their natural ids. */
    public static CachedData ofEntity(String region, @Nullable String entity) {
        return new CachedData(region, OrmAttributes.ENTITY, entity);
    }

    /** The collections of a role. */
    public static CachedData ofRole(String region, String role) {
        return new CachedData(region, OrmAttributes.ROLE, role);
    }

    /** What a look-up reads, as what counts repeated reads takes it. */
    public Attributes read() {
        return read;
    }

    /** What a span of that call says. */
    public Attributes attributes(CacheAction action) {
        return attributes[action.ordinal()];
    }
}
