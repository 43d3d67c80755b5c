package dev.ormtracing.core.internal.name;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The names of operations, kept so that a running operation builds no text. Thread-safe and bounded. */
public final class OperationNames {

    /** More than the methods of a session times the entities of a large model, far less than what would hurt. */
    private static final int MAX_KEPT = 10_000;

    private final Map<String, Map<String, OperationName>> byModel = new ConcurrentHashMap<>();
    private final Map<String, OperationName> bySpecialName = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();

    public OperationName of(OperationMethod method, @Nullable String model, @Nullable String name) {
        Map<String, OperationName> names = name == null ? ofModel(model == null ? "" : model) : bySpecialName;
        String key = name == null ? method.methodName() : name;
        OperationName known = names.get(key);
        if (known != null && known.isOf(method)) {
            return known;
        }
        OperationName made = new OperationName(method, model, name);
        // Counted only while there is room: a program that runs for weeks must not count around to the beginning.
        if (known == null && kept.get() < MAX_KEPT) {
            kept.incrementAndGet();
            names.put(key, made);
        }
        return made;
    }

    /** How many are kept. */
    int size() {
        return bySpecialName.size()
                + byModel.values().stream().mapToInt(Map::size).sum();
    }

    private Map<String, OperationName> ofModel(String model) {
        Map<String, OperationName> names = byModel.get(model);
        if (names == null) {
            names = new ConcurrentHashMap<>();
            if (kept.get() < MAX_KEPT) {
                byModel.put(model, names);
            }
        }
        return names;
    }
}
