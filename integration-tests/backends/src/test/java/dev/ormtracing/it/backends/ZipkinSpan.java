package dev.ormtracing.it.backends;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span in Zipkin's JSON format, version 2. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ZipkinSpan(
        String id,
        @Nullable String parentId,
        String name,
        @Nullable String kind,
        long timestamp,
        long duration,
        @Nullable Map<String, String> tags) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<ZipkinSpan> listOf(String json) {
        return read(json, new TypeReference<>() {});
    }

    static List<List<ZipkinSpan>> tracesOf(String json) {
        return read(json, new TypeReference<>() {});
    }

    /** The tree of a trace: name, kind, and the tags that tell what was done. */
    static String tree(List<ZipkinSpan> trace) {
        StringBuilder tree = new StringBuilder();
        trace.stream()
                .filter(span -> span.parentId() == null)
                .forEach(root -> root.append(
                        tree,
                        "",
                        trace.stream()
                                // To the microsecond: what has started in the same one has ended in it, or is the
                                // later.
                                .sorted(Comparator.comparingLong(ZipkinSpan::timestamp)
                                        .thenComparingLong(ZipkinSpan::duration))
                                .toList()));
        return tree.toString();
    }

    @Nullable
    String tag(String key) {
        return tags == null ? null : tags.get(key);
    }

    private void append(StringBuilder tree, String indent, List<ZipkinSpan> trace) {
        tree.append(indent).append(name);
        if (kind != null) {
            tree.append(' ').append(kind);
        }
        for (String key : List.of("name", "db.query.summary", "orm.result.count", "orm.lazy", "error.type")) {
            @Nullable String value = tag(key);
            if (value != null) {
                tree.append(' ').append(key).append('=').append(value);
            }
        }
        tree.append('\n');
        trace.stream()
                .filter(span -> id.equals(span.parentId()))
                .forEach(span -> span.append(tree, indent + "  ", trace));
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(json, failure);
        }
    }
}
