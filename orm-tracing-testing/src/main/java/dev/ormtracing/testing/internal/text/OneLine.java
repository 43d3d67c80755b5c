package dev.ormtracing.testing.internal.text;

/** Text in which white space of any kind and length is one blank. */
public final class OneLine {

    private OneLine() {}

    /** Without white space at its ends. */
    public static String of(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
