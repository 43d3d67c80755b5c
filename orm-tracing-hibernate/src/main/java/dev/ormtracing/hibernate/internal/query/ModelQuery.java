package dev.ormtracing.hibernate.internal.query;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.Query;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.jspecify.annotations.Nullable;

/**
 * What a query in terms of the model is made of, HQL or criteria. Until Hibernate 7.4 one interface tells all of it; from
 * 8.0 on it is gone.
 */
final class ModelQuery {

    private static final @Nullable Class<?> TYPE =
            first("org.hibernate.query.spi.SqmQuery", "org.hibernate.query.sqm.spi.SqmStatementAccess");

    private static final @Nullable MethodHandle STATEMENT = getter(TYPE, "getSqmStatement", SqmStatement.class);

    private static final @Nullable MethodHandle TEXT = text();

    private ModelQuery() {}

    /** Whether it is one. */
    static boolean is(@Nullable Object query) {
        return TYPE != null && STATEMENT != null && TYPE.isInstance(query);
    }

    /** What Hibernate has made of its text, or of its criteria. */
    static SqmStatement<?> statement(Object query) throws Throwable {
        return (SqmStatement<?>) Objects.requireNonNull(STATEMENT).invokeExact(query);
    }

    /** Its text, as far as it has one. */
    static @Nullable String text(Object query) throws Throwable {
        return TEXT == null ? null : (String) TEXT.invokeExact(query);
    }

    static QueryOptions options(Object query) {
        return ((DomainQueryExecutionContext) query).getQueryOptions();
    }

    private static @Nullable MethodHandle text() {
        MethodHandle ofBoth = getter(TYPE, "getQueryString", String.class);
        return ofBoth == null ? getter(Query.class, "getQueryString", String.class) : ofBoth;
    }

    private static @Nullable MethodHandle getter(@Nullable Class<?> type, String name, Class<?> result) {
        if (type == null) {
            return null;
        }
        try {
            return MethodHandles.publicLookup()
                    .unreflect(type.getMethod(name))
                    .asType(MethodType.methodType(result, Object.class));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return null;
        }
    }

    private static @Nullable Class<?> first(String... names) {
        for (String name : names) {
            try {
                return Class.forName(name, false, SharedSessionContractImplementor.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError absent) {
                // The other one may be there.
            }
        }
        return null;
    }
}
