package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.QueryText;
import dev.ormtracing.jdbc.internal.sql.SqlText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** HQL without its literals, which is fit to be shown. Keeps what it has made, within limits; thread-safe. */
public final class HqlTexts {

    private static final int MAX_ENTRIES = 1000;
    private static final int MAX_LENGTH = 10 * 1024;

    private final Map<String, String> shown = new ConcurrentHashMap<>();

    private final QueryText display;

    public HqlTexts(QueryText display) {
        this.display = display;
    }

    /** Null where no text is to be shown. */
    public @Nullable String shown(String hql) {
        if (display == QueryText.NONE) {
            return null;
        }
        String known = shown.get(hql);
        if (known != null) {
            return known;
        }
        String text = SqlText.sanitize(hql);
        if (display == QueryText.SHAPE) {
            text = SqlText.shape(text);
        }
        // Texts made up at run time come once each: those that are there first are those worth keeping.
        if (hql.length() <= MAX_LENGTH && shown.size() < MAX_ENTRIES) {
            shown.put(hql, text);
        }
        return text;
    }
}
