package dev.ormtracing.testing.internal.baseline;

/**
 * A kind of statement of an operation.
 *
 * @param summary {@code select orders}
 * @param shape what can be told of its text without its values
 * @param times how often it was sent
 * @param batched how many of its rows went in batches
 */
public record StatementEntry(String summary, StatementShape shape, long times, long batched) {

    String key() {
        return summary + shape;
    }

    public StatementEntry plus(StatementEntry other) {
        return new StatementEntry(summary, shape, times + other.times, batched + other.batched);
    }

    /** The verb and the first table: what stays when a join or a column is added. */
    String subject() {
        String[] words = summary.split(" ", 3);
        return words.length < 2 ? summary : words[0] + " " + words[1];
    }
}
