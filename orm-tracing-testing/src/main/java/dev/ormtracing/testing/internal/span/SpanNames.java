package dev.ormtracing.testing.internal.span;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells spans of the ORM from those of the application: by the scopes of our tracers, which tell them whatever prefix or
 * naming style is configured, else by the prefixes of their names.
 */
public record SpanNames(List<String> prefixes) {

    public static final SpanNames STANDARD = new SpanNames(List.of("orm:client:"));

    private static final Set<String> SCOPES = Set.of("dev.ormtracing.hibernate", "dev.ormtracing.jdbc");

    /** A statement that was prepared for its comment, and not executed by the operation that did. */
    private static final String PREPARE = "prepare";

    private static final Set<String> TYPES = Set.of(
            "operation",
            "compile",
            "serialize",
            "connect",
            "db_query",
            "hydrate",
            "cache",
            "flush",
            "transaction",
            "start_transaction",
            "commit_transaction",
            "rollback_transaction",
            "disconnect");

    /** What steps are called that are named for people. */
    private static final Map<String, String> DESCRIBED_STEPS =
            Map.of("begin", "start_transaction", "commit", "commit_transaction", "rollback", "rollback_transaction");

    public static SpanNames of(String first, String... more) {
        List<String> prefixes = new ArrayList<>();
        prefixes.add(Objects.requireNonNull(first, "first"));
        prefixes.addAll(List.of(more));
        return new SpanNames(List.copyOf(prefixes));
    }

    /** The name without its prefix, or null when the span is not one of the ORM. */
    public @Nullable String typeOf(SpanData span) {
        if (SCOPES.contains(span.getInstrumentationScopeInfo().getName())) {
            return typeOfOwn(span);
        }
        String name = span.getName();
        return prefixes.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(null);
    }

    /** By the naming convention, statements and operations are not named after their type. */
    private static String typeOfOwn(SpanData span) {
        String name = span.getName();
        if (span.getKind() == SpanKind.CLIENT) {
            return name.equals(PREPARE) || name.endsWith(":" + PREPARE) ? PREPARE : "db_query";
        }
        String suffix = name.substring(name.lastIndexOf(':') + 1);
        return TYPES.contains(suffix) ? suffix : DESCRIBED_STEPS.getOrDefault(suffix, "operation");
    }
}
