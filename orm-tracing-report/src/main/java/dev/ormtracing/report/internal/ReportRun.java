package dev.ormtracing.report.internal;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What ran, until when: the headings of a page. */
final class ReportRun {

    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
    private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");

    /** More are not read, e.g. of tests that each start a service. */
    private static final int MOST_NAMES = 5;

    private ReportRun() {}

    static Map<String, Object> json(List<ReportSpan> spans) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("services", names(spans.stream().map(span -> service(span.data()))));
        json.put("databases", names(spans.stream().map(span -> span.tree().attribute(DATABASE))));
        json.put(
                "until",
                Instant.ofEpochSecond(
                                0,
                                spans.stream()
                                        .mapToLong(ReportSpan::endEpochNanos)
                                        .max()
                                        .orElse(0))
                        .toString());
        return json;
    }

    private static List<String> names(Stream<@Nullable String> names) {
        return names.filter(Objects::nonNull).distinct().limit(MOST_NAMES).toList();
    }

    /** An SDK that was told no name has one that says nothing. */
    private static @Nullable String service(SpanData span) {
        String name = span.getResource().getAttribute(SERVICE);
        if (name == null || name.startsWith("unknown_service")) {
            return null;
        }
        String version = span.getResource().getAttribute(VERSION);
        return version == null ? name : name + " " + version;
    }
}
