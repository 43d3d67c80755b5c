package dev.ormtracing.core.internal.base;

import java.util.Locale;

/** Internal: a boolean as it is written in settings, in any case: what Spring takes is the same everywhere. */
public final class BooleanText {

    private BooleanText() {}

    /** Surrounding blanks do not count. What is neither is an {@link IllegalArgumentException} that says what is allowed. */
    public static boolean parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw new IllegalArgumentException("it may be true, on, yes or 1, and false, off, no or 0");
        };
    }
}
