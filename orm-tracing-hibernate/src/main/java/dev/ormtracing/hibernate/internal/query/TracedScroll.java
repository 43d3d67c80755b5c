package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.session.Cursor;
import java.lang.reflect.Method;
import org.hibernate.ScrollableResults;
import org.jspecify.annotations.Nullable;

/** A scroll: each move and the close are parts of the operation that opened it. */
final class TracedScroll extends Delegation {

    private final Cursor cursor;

    private TracedScroll(ScrollableResults<?> results, Cursor cursor) {
        super(results);
        this.cursor = cursor;
    }

    static Object wrap(ScrollableResults<?> results, Cursor cursor) {
        Object proxy = Delegation.proxy(results, new TracedScroll(results, cursor));
        cursor.endWith(proxy);
        return proxy;
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "next":
            case "previous":
            case "scroll":
            case "position":
            case "first":
            case "last":
            case "setRowNumber":
                return move(method, arguments);
            case "beforeFirst":
            case "afterLast":
                return step(method, arguments);
            case "close":
                return close(method, arguments);
            default:
                return proceed(method, arguments);
        }
    }

    private @Nullable Object move(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Object moved = step(method, arguments);
        if (Boolean.TRUE.equals(moved)) {
            cursor.countRows(1);
        } else if (method.getName().equals("next")) {
            cursor.exhausted();
        }
        return moved;
    }

    private @Nullable Object close(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return step(method, arguments);
        } finally {
            cursor.end();
        }
    }

    private @Nullable Object step(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return cursor.<@Nullable Object, Throwable>step(() -> proceed(method, arguments));
    }
}
