package dev.ormtracing.testing.internal.baseline;

/**
 * What a test does otherwise than before.
 *
 * @param words what an eye reads: {@code +1 statement `select stock` in `Order.persist`}
 */
public record Change(TestEntry test, Kind kind, boolean isRegression, String words) {

    /** What has changed, in the order in which it is told; the name is that of the rule in SARIF. */
    public enum Kind {
        STATEMENTS("Another number of statements"),
        FETCH("A wider or narrower select"),
        BATCH("Statements that are no longer batched"),
        PLAN_CACHE("A query that is translated again"),
        N_PLUS_ONE("An N+1"),
        OPERATIONS("Another number of operations"),
        ROWS("Another number of rows"),
        FLUSH("Another amount of flush work"),
        TEST("A new or missing test");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        String id() {
            return "orm-baseline/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
