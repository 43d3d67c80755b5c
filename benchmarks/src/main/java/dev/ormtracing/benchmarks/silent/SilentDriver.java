package dev.ormtracing.benchmarks.silent;

import java.lang.invoke.MethodHandles;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** A driver that answers every query at once with the same rows. */
public final class SilentDriver {

    /** The classes with the methods that they left out: they do nothing, as fast as those written by hand. */
    private static final ClassValue<Class<?>> COMPLETED = new ClassValue<>() {

        @Override
        protected Class<?> computeValue(Class<?> type) {
            return new ByteBuddy()
                    .subclass(type)
                    .name(type.getName() + "Completed")
                    .method(ElementMatchers.isAbstract())
                    .intercept(StubMethod.INSTANCE)
                    .make()
                    .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                    .getLoaded();
        }
    };

    private SilentDriver() {}

    /**
     * A DataSource with one connection, for one thread.
     *
     * @param rows how many rows a query returns
     */
    public static DataSource dataSource(int rows) {
        SilentResultSet results = complete(SilentResultSet.class);
        SilentStatement statement = complete(SilentStatement.class);
        SilentMetaData metaData = complete(SilentMetaData.class);
        SilentConnection connection = complete(SilentConnection.class);
        SilentDataSource dataSource = complete(SilentDataSource.class);
        results.rows = rows;
        results.statement = statement;
        statement.results = results;
        statement.connection = connection;
        metaData.connection = connection;
        connection.statement = statement;
        connection.metaData = metaData;
        dataSource.connection = connection;
        return dataSource;
    }

    private static <T> T complete(Class<T> type) {
        try {
            return type.cast(COMPLETED.get(type).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }
}
