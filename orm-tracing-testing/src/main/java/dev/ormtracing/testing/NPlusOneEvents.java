package dev.ormtracing.testing;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.Locale;
import java.util.stream.Stream;

/** What the events of an N+1 say, one line each. */
final class NPlusOneEvents {

    private NPlusOneEvents() {}

    static Stream<String> of(SpanTree tree) {
        return tree.span().getEvents().stream()
                .filter(event -> event.getName().equals("orm.n_plus_one"))
                .map(event -> line(tree, event));
    }

    private static String line(SpanTree tree, EventData event) {
        Attributes told = event.getAttributes();
        String owners = told.get(stringKey("orm.n_plus_one.loaded_by"));
        return String.format(
                Locale.ROOT,
                "  %s (%s%d times, %.1f ms) below [%s]%s%n    remedy: %s",
                told.get(stringKey("orm.n_plus_one.subject")),
                tree.type() == null ? "at least " : "",
                told.get(longKey("orm.n_plus_one.count")),
                1_000 * told.get(doubleKey("orm.n_plus_one.duration")),
                TreeFormat.standard().line(tree),
                owners == null ? "" : ", after " + owners,
                told.get(stringKey("orm.n_plus_one.remedy")));
    }
}
