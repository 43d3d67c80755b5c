package dev.ormtracing.core.internal.cost;

/**
 * Tells what an operation looks up in the query cache from what it looks up in the second-level cache. Hibernate reports
 * both alike, but in an order: the result, the time stamp of each table if there was one, then either a statement or the
 * entities. Of one thread at a time.
 */
final class CacheUse {

    private final CostCounts counts;

    /** Look-ups that are still the query's own. */
    private int ofQuery;

    /** The query cache was asked, and nothing has told its answer. */
    private boolean asked;

    private boolean answered;
    private int puts;
    private int putsBefore;

    CacheUse(CostCounts counts) {
        this.counts = counts;
    }

    /**
     * The query cache is asked.
     *
     * @param tables how many the query reads
     */
    void queryAsks(int tables) {
        asked = true;
        answered = false;
        ofQuery = 1 + tables;
        putsBefore = puts;
    }

    /** A statement is prepared. */
    void statementPrepares() {
        if (asked) {
            asked = false;
            ofQuery = 0;
            counts.add(Cost.QUERY_CACHE_MISSES, 1);
        }
    }

    /** A select starts; inside of another one, that one has its rows. */
    void selectStarts() {
        if (asked) {
            asked = false;
            answered = true;
            ofQuery = 0;
            counts.add(Cost.QUERY_CACHE_HITS, 1);
        }
    }

    /**
     * The select that asked has ended.
     *
     * @param puts whether it puts what it has read; it does so last of all
     */
    void queryEnds(boolean puts) {
        selectStarts();
        if (puts && !answered && this.puts > putsBefore) {
            counts.add(Cost.CACHE_PUTS, -1);
            counts.add(Cost.QUERY_CACHE_PUTS, 1);
        }
    }

    void got(boolean hit) {
        if (ofQuery == 0) {
            counts.add(hit ? Cost.CACHE_HITS : Cost.CACHE_MISSES, 1);
        } else {
            ofQuery--;
        }
    }

    void put() {
        puts++;
        counts.add(Cost.CACHE_PUTS, 1);
    }
}
