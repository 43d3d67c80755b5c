package dev.ormtracing.core;

/**
 * What spans and logs show of the text of a statement or a query. What is told of repeated reads and writes does not depend
 * on it.
 *
 * @since 0.1.0
 */
public enum QueryText {

    /** The text as it was prepared; other text without its literals. */
    FULL,

    /** The text with each list of {@code IN} and each row of {@code VALUES} once: the same whatever their number. */
    SHAPE,

    /** No text, only its summary. */
    NONE
}
