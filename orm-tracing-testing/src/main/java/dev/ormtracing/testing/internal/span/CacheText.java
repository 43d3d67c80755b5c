package dev.ormtracing.testing.internal.span;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a call on a cache was: {@code get User hit}, {@code put User.posts}. */
public final class CacheText {

    private CacheText() {}

    public static String of(SpanData span) {
        return Stream.of(text(span, "orm.cache.operation"), subject(span), text(span, "orm.cache.result"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String subject(SpanData span) {
        return Stream.of("orm.entity", "orm.role", "orm.cache.region")
                .map(key -> text(span, key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }
}
