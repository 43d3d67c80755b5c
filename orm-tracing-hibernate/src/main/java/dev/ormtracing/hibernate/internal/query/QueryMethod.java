package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The method by which a query is executed, and what comes of it.
 *
 * @param tellsEnd whether Hibernate tells the session when it is over
 * @param isCursor whether rows are read after it has returned
 * @param returnsRows whether the rows that the database returns are its results
 * @param isSingle whether there may be one result at most
 * @param convertsFailures whether it throws exceptions of Jakarta Persistence
 */
public record QueryMethod(
        String name,
        boolean tellsEnd,
        boolean isCursor,
        boolean returnsRows,
        boolean isSingle,
        boolean convertsFailures) {

    /** Hibernate's methods end in one another, and none is longer on the way. */
    private static final int MAX_FRAMES = 24;

    private static final String OURS = "dev.ormtracing.hibernate.";
    private static final StackWalker STACK = StackWalker.getInstance();

    private static final Map<String, QueryMethod> METHODS = Stream.of(
                    list("list"),
                    list("getResultList"),
                    single("getSingleResult", true),
                    single("getSingleResultOrNull", true),
                    single("uniqueResult", false),
                    single("uniqueResultOptional", false),
                    new QueryMethod("getKeyedResultList", true, false, true, false, true),
                    new QueryMethod("getResultCount", false, false, false, false, false),
                    new QueryMethod("executeUpdate", true, false, false, false, false),
                    cursor("scroll"),
                    cursor("stream"),
                    cursor("getResultStream"))
            .collect(Collectors.toUnmodifiableMap(QueryMethod::name, Function.identity()));

    boolean isPage() {
        return name.equals("getKeyedResultList");
    }

    boolean changesRows() {
        return name.equals("executeUpdate");
    }

    /** The one that the application has called on the query that has called this session; null if it is none of these. */
    public static @Nullable QueryMethod called() {
        try {
            return STACK.walk(frames -> frames.limit(MAX_FRAMES)
                    .dropWhile(frame -> frame.getClassName().startsWith(OURS))
                    .takeWhile(QueryMethod::isOfQuery)
                    .map(frame -> METHODS.get(frame.getMethodName()))
                    .filter(method -> method != null)
                    .reduce((inner, outer) -> outer)
                    .orElse(null));
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static boolean isOfQuery(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return type.startsWith("org.hibernate.query.") || type.startsWith("jakarta.persistence.");
    }

    private static QueryMethod list(String name) {
        return new QueryMethod(name, true, false, true, false, true);
    }

    private static QueryMethod single(String name, boolean convertsFailures) {
        return new QueryMethod(name, true, false, true, true, convertsFailures);
    }

    private static QueryMethod cursor(String name) {
        return new QueryMethod(name, false, true, false, false, false);
    }
}
