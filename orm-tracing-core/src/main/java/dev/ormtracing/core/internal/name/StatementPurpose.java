package dev.ormtracing.core.internal.name;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what a statement runs for: which entity or role, loaded how, locked how. Its attributes are built once, and
 * its variants are found from it, so that recording it allocates nothing. Thread-safe; to be kept for as
 * long as the mapping.
 */
public final class StatementPurpose {

    /** How rows are asked for. */
    public enum Load {
        ID,
        NATURAL_ID,
        UNIQUE_KEY,
        BATCH,
        SUBSELECT,
        COLLECTION,
        ATTRIBUTE,
        PROXY,
        QUERY,
        MULTI;

        private final String text = name().toLowerCase(Locale.ROOT);
    }

    private static final int WITHOUT_LOAD = Load.values().length;

    private final Variants variants;
    private final @Nullable Load load;
    private final @Nullable String lockMode;
    private final Attributes attributes;

    private StatementPurpose(Variants variants, @Nullable Load load, @Nullable String lockMode) {
        this.variants = variants;
        this.load = load;
        this.lockMode = lockMode;
        AttributesBuilder keys = Attributes.builder();
        keys.put(OrmAttributes.ENTITY, variants.entity);
        if (variants.audit) {
            keys.put(OrmAttributes.AUDIT, true);
        }
        keys.put(OrmAttributes.ROLE, variants.role);
        keys.put(OrmAttributes.LOAD, load == null ? null : load.text);
        keys.put(OrmAttributes.LOCK_MODE, lockMode);
        this.attributes = keys.build();
    }

    /**
     * The purpose that says nothing of load and lock.
     *
     * @param entity the JPA name of the entity whose rows are read or changed, null where there is none
     * @param role what the rows are loaded into, such as {@code User.posts}, null for entities themselves
     * @param several how one statement loads for several owners or ids
     */
    public static StatementPurpose of(@Nullable String entity, @Nullable String role, Load several) {
        return new Variants(entity, role, several).get(null, null);
    }

    /** This purpose, loaded for several owners or ids at once. */
    public StatementPurpose bySeveral() {
        return by(variants.several);
    }

    /** This purpose, loaded in the given way. */
    public StatementPurpose by(Load how) {
        return how == load ? this : variants.get(how, lockMode);
    }

    /** This purpose, with the given lock mode; null for none. */
    public StatementPurpose locked(@Nullable String mode) {
        return mode == null || mode.equals(lockMode) ? this : variants.get(load, mode);
    }

    public @Nullable String entity() {
        return variants.entity;
    }

    public @Nullable String role() {
        return variants.role;
    }

    public @Nullable Load load() {
        return load;
    }

    /** Whether it reads for several owners or ids at once, which is the remedy of an N+1 and none itself. */
    public boolean loadsSeveral() {
        return load == Load.BATCH || load == Load.SUBSELECT || load == Load.MULTI;
    }

    /** Whether it reads nothing but lazy attributes of the entity itself. */
    boolean readsAttribute(@Nullable String model) {
        return load == Load.ATTRIBUTE && variants.entity != null && variants.entity.equals(model);
    }

    public Attributes attributes() {
        return attributes;
    }

    /** All that is told of one entity or role: ways to load times modes of locking, made when first needed. */
    private static final class Variants {

        private final @Nullable String entity;
        private final boolean audit;
        private final @Nullable String role;
        private final Load several;

        // Written without a lock: a purpose is immutable, and one made twice is the same.
        private final @Nullable StatementPurpose[] unlocked = new @Nullable StatementPurpose[WITHOUT_LOAD + 1];

        private final Map<String, @Nullable StatementPurpose[]> locked = new ConcurrentHashMap<>(0);

        Variants(@Nullable String entity, @Nullable String role, Load several) {
            this.entity = entity == null ? null : AuditModel.nameOf(entity);
            this.audit = entity != null && AuditModel.isAudit(entity);
            this.role = role;
            this.several = several;
        }

        StatementPurpose get(@Nullable Load load, @Nullable String lockMode) {
            @Nullable
            StatementPurpose[] purposes = lockMode == null
                    ? unlocked
                    : locked.computeIfAbsent(lockMode, mode -> new @Nullable StatementPurpose[WITHOUT_LOAD + 1]);
            int index = load == null ? WITHOUT_LOAD : load.ordinal();
            StatementPurpose known = purposes[index];
            if (known == null) {
                known = new StatementPurpose(this, load, lockMode);
                purposes[index] = known;
            }
            return known;
        }
    }
}
