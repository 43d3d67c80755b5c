package dev.ormtracing.spring;

import io.micrometer.core.instrument.Tag;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a metric as tags. Prometheus wants each meter of one name to have the same tags, so one that is missing is
 * {@code none}, as it is with Micrometer's own meters.
 */
final class MicrometerTags {

    private static final String NONE = "none";
    private static final String POOL = "db.client.connection.pool.name";
    private static final String ERROR = "error.type";

    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry(
                    "db.client.operation.duration",
                    List.of(
                            "db.system.name",
                            "db.namespace",
                            "server.address",
                            "server.port",
                            "db.query.summary",
                            "db.operation.name",
                            ERROR,
                            "db.response.status_code")),
            Map.entry(
                    "db.client.response.returned_rows",
                    List.of(
                            "db.system.name",
                            "db.namespace",
                            "server.address",
                            "server.port",
                            "db.query.summary",
                            "db.operation.name")),
            Map.entry("db.client.connection.count", List.of(POOL, "db.client.connection.state")),
            Map.entry("db.client.connection.idle.max", List.of(POOL)),
            Map.entry("db.client.connection.idle.min", List.of(POOL)),
            Map.entry("db.client.connection.max", List.of(POOL)),
            Map.entry("db.client.connection.pending_requests", List.of(POOL)),
            Map.entry("db.client.connection.timeouts", List.of(POOL)),
            Map.entry("db.client.connection.create_time", List.of(POOL)),
            Map.entry("db.client.connection.wait_time", List.of(POOL)),
            Map.entry("db.client.connection.use_time", List.of(POOL)),
            Map.entry("orm.operation.duration", List.of("model", "method", ERROR)),
            Map.entry("orm.operation.statements", List.of("model", "method")),
            Map.entry("orm.n_plus_one", List.of("model", "method")),
            Map.entry("orm.lazy_loads.outside_transaction", List.of("model", "method")),
            Map.entry("orm.query.plan_cache", List.of("result")),
            Map.entry("orm.transactions", List.of("orm.transaction.outcome")),
            Map.entry("orm.retries", List.of(ERROR)));

    private MicrometerTags() {}

    static List<Tag> of(String metric, Attributes attributes) {
        List<String> keys = KEYS.getOrDefault(metric, List.of());
        List<Tag> tags = new ArrayList<>();
        for (String key : keys) {
            tags.add(Tag.of(key, value(attributes, key)));
        }
        attributes.forEach((key, value) -> {
            if (!keys.contains(key.getKey())) {
                tags.add(Tag.of(key.getKey(), String.valueOf(value)));
            }
        });
        return tags;
    }

    private static String value(Attributes attributes, String key) {
        for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
            if (attribute.getKey().getKey().equals(key)) {
                return text(attribute.getValue());
            }
        }
        return NONE;
    }

    private static String text(@Nullable Object value) {
        return value == null ? NONE : String.valueOf(value);
    }
}
