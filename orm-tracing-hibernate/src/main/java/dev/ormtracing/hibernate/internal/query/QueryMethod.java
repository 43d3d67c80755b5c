package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.OperationMethod;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The methods by which queries and calls of stored procedures are executed, and all that is known of them. The one place
 * where a new one is added: of what is here, our queries override every overload that Hibernate has.
 */
public enum QueryMethod implements OperationMethod {
    LIST("list", Result.LIST),
    GET_RESULT_LIST("getResultList", Result.LIST),
    GET_KEYED_RESULT_LIST("getKeyedResultList", Result.PAGE),
    GET_SINGLE_RESULT("getSingleResult", Result.SINGLE),
    GET_SINGLE_RESULT_OR_NULL("getSingleResultOrNull", Result.SINGLE),
    UNIQUE_RESULT("uniqueResult", Result.SINGLE),
    UNIQUE_RESULT_OPTIONAL("uniqueResultOptional", Result.SINGLE),
    GET_RESULT_COUNT("getResultCount", Result.COUNT),
    EXECUTE_UPDATE("executeUpdate", Result.CHANGES),

    /** Since Hibernate 8.0; a procedure has another method of that name. */
    EXECUTE_STATEMENT("execute", Result.CHANGES),

    SCROLL("scroll", Result.CURSOR),
    STREAM("stream", Result.CURSOR),
    GET_RESULT_STREAM("getResultStream", Result.CURSOR),

    EXECUTE("execute", Result.CALL),
    GET_OUTPUTS("getOutputs", Result.OUTPUTS),
    GET_OUTPUT_PARAMETER_VALUE("getOutputParameterValue", Result.OUTPUTS),
    GET_UPDATE_COUNT("getUpdateCount", Result.OUTPUTS),
    HAS_MORE_RESULTS("hasMoreResults", Result.OUTPUTS);

    /** What comes of the call. */
    private enum Result {
        LIST,
        PAGE,

        /** One at most. */
        SINGLE,
        COUNT,
        CHANGES,

        /** Rows are read after it has returned. */
        CURSOR,

        /** A stored procedure is called. */
        CALL,

        /** Executes a procedure, unless that has been done before. */
        OUTPUTS
    }

    /** Hibernate's methods end in one another, and none is longer on the way. */
    private static final int MAX_FRAMES = 24;

    private static final String OURS = "dev.ormtracing.hibernate.";
    private static final String EXECUTORS = "org.hibernate.sql.exec.";
    private static final StackWalker STACK = StackWalker.getInstance();

    private static final Map<String, QueryMethod> METHODS = named(method -> !method.callsProcedure());

    private static final Map<String, QueryMethod> OF_PROCEDURES = named(method -> method != EXECUTE_STATEMENT);

    private final String methodName;
    private final Result result;

    QueryMethod(String methodName, Result result) {
        this.methodName = methodName;
        this.result = result;
    }

    private static Map<String, QueryMethod> named(Predicate<QueryMethod> some) {
        return Stream.of(values())
                .filter(some)
                .collect(Collectors.toUnmodifiableMap(QueryMethod::methodName, Function.identity()));
    }

    /** The one of that name that a query has, or the call of a procedure; null if it is none. */
    public static @Nullable QueryMethod of(String methodName, boolean ofProcedure) {
        return (ofProcedure ? OF_PROCEDURES : METHODS).get(methodName);
    }

    @Override
    public String methodName() {
        return methodName;
    }

    @Override
    public OperationKind kind() {
        return switch (result) {
            case CURSOR -> OperationKind.CURSOR;
            case PAGE -> OperationKind.READ_PAGE;
            case CHANGES -> OperationKind.CHANGE_ROWS;
            case CALL -> OperationKind.STATEMENT;
            default -> OperationKind.OTHER;
        };
    }

    /** Whether Hibernate tells the session when it is over. */
    public boolean tellsEnd() {
        return returnsRows() || changesRows();
    }

    /** Whether rows are read after it has returned. */
    public boolean isCursor() {
        return result == Result.CURSOR;
    }

    /** Whether a procedure may have been called before, which leaves nothing to do for the database. */
    public boolean readsOutputs() {
        return result == Result.OUTPUTS;
    }

    /** Whether the rows that the database returns are its results. */
    boolean returnsRows() {
        return isList() || isPage() || isSingle();
    }

    boolean isList() {
        return result == Result.LIST;
    }

    boolean isPage() {
        return result == Result.PAGE;
    }

    /** Whether there may be one result at most. */
    boolean isSingle() {
        return result == Result.SINGLE;
    }

    boolean changesRows() {
        return result == Result.CHANGES;
    }

    /** Whether it throws exceptions of Jakarta Persistence. */
    boolean convertsFailures() {
        return isList() || isPage() || this == GET_SINGLE_RESULT || this == GET_SINGLE_RESULT_OR_NULL;
    }

    /** The one that the application has called on the query that has called this session or executor; null if it is none of these. */
    public static @Nullable QueryMethod called() {
        try {
            return STACK.walk(frames -> frames.limit(MAX_FRAMES)
                    .dropWhile(frame -> isBelowQuery(frame.getClassName()))
                    .takeWhile(QueryMethod::isOfQuery)
                    .map(frame -> METHODS.get(frame.getMethodName()))
                    .filter(Objects::nonNull)
                    .reduce((inner, outer) -> outer)
                    .orElse(null));
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private boolean callsProcedure() {
        return result == Result.CALL || result == Result.OUTPUTS;
    }

    /** An executor is called by a query's plan, a session by the query itself. */
    private static boolean isBelowQuery(String type) {
        return type.startsWith(OURS) || type.startsWith(EXECUTORS);
    }

    private static boolean isOfQuery(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return type.startsWith("org.hibernate.query.") || type.startsWith("jakarta.persistence.");
    }
}
