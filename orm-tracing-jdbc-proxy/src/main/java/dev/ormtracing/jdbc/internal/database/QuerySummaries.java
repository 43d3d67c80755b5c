package dev.ormtracing.jdbc.internal.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The summaries that metrics may be kept by: those of a program with SQL made up as it goes would have no end. */
final class QuerySummaries {

    static final int MAX = 1_000;

    private static final Set<String> ADMITTED = ConcurrentHashMap.newKeySet();

    private QuerySummaries() {}

    /** Whether the summary is one of the first that were asked for. */
    static boolean admits(String summary) {
        return !summary.isEmpty() && (ADMITTED.contains(summary) || ADMITTED.size() < MAX && ADMITTED.add(summary));
    }
}
