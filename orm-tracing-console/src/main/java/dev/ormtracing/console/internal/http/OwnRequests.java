package dev.ormtracing.console.internal.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells the requests to the page itself by what the spans of servers say of an address, in old and new conventions. */
public final class OwnRequests implements Predicate<SpanData> {

    private static final List<AttributeKey<String>> ADDRESSES = List.of(
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("http.route"),
            AttributeKey.stringKey("http.target"),
            AttributeKey.stringKey("http.url"),
            AttributeKey.stringKey("uri"));

    private final String base;

    /** @param base such as {@code /orm-traces} */
    public OwnRequests(String base) {
        this.base = base;
    }

    @Override
    public boolean test(SpanData span) {
        return span.getKind() == SpanKind.SERVER
                && ADDRESSES.stream()
                        .anyMatch(key -> isHere(span.getAttributes().get(key)));
    }

    private boolean isHere(@Nullable String address) {
        if (address == null) {
            return false;
        }
        int at = address.indexOf(base);
        int after = at + base.length();
        return at >= 0 && (after == address.length() || "/?#".indexOf(address.charAt(after)) >= 0);
    }
}
