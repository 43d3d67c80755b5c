package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.hibernate.internal.delegation.Delegation;
import java.lang.reflect.Method;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.jspecify.annotations.Nullable;

/** Hands out the traced factory of the translators that write SQL. */
final class TracedJdbcEnvironment extends Delegation {

    private final SqlAstTranslatorFactory translators;

    TracedJdbcEnvironment(JdbcEnvironment environment) {
        super(environment);
        SqlAstTranslatorFactory original = environment.getSqlAstTranslatorFactory();
        this.translators = Delegation.proxy(original, new TracedSqlAstTranslatorFactory(original));
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return method.getName().equals("getSqlAstTranslatorFactory") ? translators : proceed(method, arguments);
    }
}
