package dev.ormtracing.core;

import static java.util.Objects.requireNonNull;

import dev.ormtracing.core.internal.name.CurrentSqlTags;
import dev.ormtracing.core.internal.name.SqlTag;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.ArrayList;
import java.util.List;

/**
 * The application's own part of the comments that {@link OrmTracing.Builder#sqlComment} switches on, for statements that
 * run while they are current:
 *
 * <pre>{@code
 * try (Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
 *     users.findAll(); // with the comment orm='User.getResultList',route='%2Fusers'
 * }
 * }</pre>
 *
 * <p>Tags live in the OpenTelemetry {@link Context} and go wherever it goes. Tags of an inner scope are added to those of
 * the outer ones; of equal keys, the inner one counts. Keys and values are percent-encoded, so any text is safe in SQL.
 * They end up in the database's log, so use no secrets. Use few different values: each combination is a statement of its
 * own for every cache of statements.
 *
 * <p>At most {@value #MAX_TAGS} tags are written, with at most 64 characters of an encoded key and 256 of an encoded
 * value. An empty key is left out, and so are {@code orm}, {@code caller}, {@code traceparent} and {@code
 * tracestate}, which are this library's own. Immutable and thread-safe; only null makes a method throw.
 *
 * @since 0.1.0
 */
public final class SqlTags implements ImplicitContextKeyed {

    private static final int MAX_TAGS = 16;

    private static final SqlTags NONE = new SqlTags(List.of());

    /** By key. */
    private final List<SqlTag> tags;

    private SqlTags(List<SqlTag> tags) {
        this.tags = tags;
    }

    /** Creates tags of one key and its value. */
    public static SqlTags of(String key, String value) {
        return NONE.and(key, value);
    }

    /** Adds a tag to these, in place of one with the same key. */
    public SqlTags and(String key, String value) {
        SqlTag tag = SqlTag.of(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return tag == null || tag.isOwn() ? this : new SqlTags(with(tags, tag));
    }

    /** The context with these tags added to those that it has. */
    @Override
    public Context storeInContext(Context context) {
        List<SqlTag> all = CurrentSqlTags.of(context);
        if (all.isEmpty()) {
            return CurrentSqlTags.store(context, tags);
        }
        for (SqlTag tag : tags) {
            all = with(all, tag);
        }
        return CurrentSqlTags.store(context, all);
    }

    private static List<SqlTag> with(List<SqlTag> tags, SqlTag added) {
        List<SqlTag> all = new ArrayList<>(tags);
        all.removeIf(tag -> tag.key().equals(added.key()));
        if (all.size() < MAX_TAGS) {
            all.add(added);
        }
        all.sort(SqlTag.BY_KEY);
        return List.copyOf(all);
    }
}
