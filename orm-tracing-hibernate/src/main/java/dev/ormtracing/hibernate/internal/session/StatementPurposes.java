package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.jspecify.annotations.Nullable;

/** What the statements of one factory run for. As many as there are entities, hence kept; thread-safe. */
public final class StatementPurposes {

    /** A query of which no entity is known. */
    public static final StatementPurpose QUERY =
            StatementPurpose.of(null, null, Load.BATCH).by(Load.QUERY);

    private final Map<String, StatementPurpose> byModel = new ConcurrentHashMap<>();

    /** An entity's, or null where there is none. */
    public @Nullable StatementPurpose of(@Nullable String model) {
        return model == null ? null : byModel.computeIfAbsent(model, StatementPurposes::ofModel);
    }

    private static StatementPurpose ofModel(String model) {
        return StatementPurpose.of(model, null, Load.BATCH);
    }

    public @Nullable StatementPurpose of(@Nullable String model, Load load) {
        return model == null
                ? null
                : byModel.computeIfAbsent(model, StatementPurposes::ofModel).by(load);
    }

    public StatementPurpose ofQuery(@Nullable String model) {
        StatementPurpose purpose = of(model, Load.QUERY);
        return purpose == null ? QUERY : purpose;
    }

    /** What the statements of a call on an entity run for. */
    public @Nullable StatementPurpose ofCall(SessionMethod method, @Nullable String model) {
        Load load = method.load();
        return load == null ? of(model) : of(model, load);
    }

    /** The lock that is worth telling: null for none, and for the one of an ordinary read. */
    public static @Nullable String lockMode(@Nullable LockOptions options) {
        LockMode mode = options == null ? null : options.getLockMode();
        return mode == null || mode == LockMode.NONE || mode == LockMode.READ ? null : mode.name();
    }

    public static @Nullable String lockMode(@Nullable LockMode mode) {
        return mode == null || mode == LockMode.NONE || mode == LockMode.READ ? null : mode.name();
    }
}
