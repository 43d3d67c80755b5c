package dev.ormtracing.core.internal.nplusone;

import java.util.regex.Pattern;

/** Statements that return a row and yet read nothing: the next number of a sequence. */
final class SequenceCalls {

    private static final Pattern CALL =
            Pattern.compile("\\bnext(val\\b|\\s+values?\\s+for\\b|_val\\b)", Pattern.CASE_INSENSITIVE);

    private SequenceCalls() {}

    static boolean matches(String sql) {
        return CALL.matcher(sql).find();
    }
}
