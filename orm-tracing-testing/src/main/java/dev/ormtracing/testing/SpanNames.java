package dev.ormtracing.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells our own spans from those of the application by the prefixes of their names. */
record SpanNames(List<String> prefixes) {

    static final SpanNames STANDARD = new SpanNames(List.of("orm:client:"));

    static SpanNames of(String first, String... more) {
        var prefixes = new java.util.ArrayList<String>();
        prefixes.add(java.util.Objects.requireNonNull(first, "first"));
        prefixes.addAll(List.of(more));
        return new SpanNames(List.copyOf(prefixes));
    }

    /** The name without its prefix, or null when the span is not one of ours. */
    @Nullable
    String typeOf(String spanName) {
        for (String prefix : prefixes) {
            if (spanName.startsWith(prefix)) {
                return spanName.substring(prefix.length());
            }
        }
        return null;
    }
}
