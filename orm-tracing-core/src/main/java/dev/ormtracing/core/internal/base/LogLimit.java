package dev.ormtracing.core.internal.base;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Lets a key pass once a minute. Bounded: where there are too many keys at a time, the new ones do not pass. */
public final class LogLimit {

    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_KEYS = 256;

    private final Map<String, Long> passedAt = new ConcurrentHashMap<>();

    public boolean allows(String key) {
        return allows(key, System.nanoTime());
    }

    public boolean allows(String key, long nanoTime) {
        if (passedAt.size() >= MAX_KEYS && !passedAt.containsKey(key)) {
            passedAt.values().removeIf(last -> nanoTime - last >= INTERVAL_NANOS);
            if (passedAt.size() >= MAX_KEYS) {
                return false;
            }
        }
        Long last = passedAt.putIfAbsent(key, nanoTime);
        return last == null || nanoTime - last >= INTERVAL_NANOS && passedAt.replace(key, last, nanoTime);
    }
}
