package dev.ormtracing.testing.internal.regression;

import dev.ormtracing.testing.internal.baseline.PlanCache;
import dev.ormtracing.testing.internal.fact.SpanNode;
import dev.ormtracing.testing.internal.fact.SqlText;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What the plan cache has answered in a run, for each query without its values. The first execution is not counted if it
 * misses: which test executes a query first depends on the order of the tests.
 */
final class PlanCacheUses {

    private static final class Use {
        private boolean executed;
        private PlanCache cache = PlanCache.UNKNOWN;
    }

    private final Map<Object, Map<String, Use>> byRecorder = new WeakHashMap<>();

    /** Counts an execution, and says what it tells. */
    PlanCache add(Object recorder, SpanNode query) {
        Use use = byRecorder
                .computeIfAbsent(recorder, key -> new HashMap<>())
                .computeIfAbsent(key(query), key -> new Use());
        boolean hit = query.text("orm.query.plan_cache").equals("hit");
        PlanCache told = hit ? PlanCache.HIT : use.executed ? PlanCache.MISS : PlanCache.UNKNOWN;
        use.executed = true;
        use.cache = use.cache.and(told);
        return told;
    }

    /** What all executions until now tell of a query. */
    PlanCache of(Object recorder, String key) {
        Use use = byRecorder.getOrDefault(recorder, Map.of()).get(key);
        return use == null ? PlanCache.UNKNOWN : use.cache;
    }

    /** Two factories have a cache each; they are told apart by their database. */
    static String key(SpanNode query) {
        String namespace = query.stream()
                .filter(SpanNode::isQuery)
                .findFirst()
                .map(span -> span.text("db.namespace"))
                .orElse("");
        return query.text("name") + "|" + namespace + "|"
                + SqlText.of(query.text("orm.query.text")).template();
    }
}
