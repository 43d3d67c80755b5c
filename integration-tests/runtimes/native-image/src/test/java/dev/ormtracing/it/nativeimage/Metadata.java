package dev.ormtracing.it.nativeimage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reachability metadata of one of our jars. */
final class Metadata {

    private final JsonObject json;

    private Metadata(JsonObject json) {
        this.json = json;
    }

    static Metadata of(String artifact) {
        String path = "/META-INF/native-image/dev.ormtracing/" + artifact + "/reachability-metadata.json";
        try (InputStream in = Objects.requireNonNull(Metadata.class.getResourceAsStream(path), path)) {
            return new Metadata(JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes that are looked up by name or reflected on. */
    Set<String> types() {
        return types(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The interfaces of each proxy. */
    Set<List<String>> proxies() {
        return types(JsonElement::isJsonObject)
                .map(type -> type.getAsJsonObject().getAsJsonArray("proxy").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList())
                .collect(Collectors.toSet());
    }

    Set<String> resources() {
        return json.getAsJsonArray("resources").asList().stream()
                .map(resource -> resource.getAsJsonObject().get("glob").getAsString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<JsonElement> types(Predicate<JsonElement> wanted) {
        return json.getAsJsonArray("reflection").asList().stream()
                .map(entry -> entry.getAsJsonObject().get("type"))
                .filter(wanted);
    }
}
