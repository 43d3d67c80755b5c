package dev.ormtracing.core.internal.name;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Internal: where a context keeps the tags that the application has put there, in the order of their keys. */
public final class CurrentSqlTags {

    private static final ContextKey<List<SqlTag>> KEY = ContextKey.named("dev.ormtracing.sql-tags");

    private CurrentSqlTags() {}

    public static List<SqlTag> of(Context context) {
        @Nullable List<SqlTag> known = context.get(KEY);
        return known == null ? List.of() : known;
    }

    public static Context store(Context context, List<SqlTag> tags) {
        return context.with(KEY, tags);
    }
}
