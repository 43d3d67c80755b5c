package dev.ormtracing.testing.budget;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test sends at most so many statements to the database. A batch counts once; COMMIT and ROLLBACK do not count, as in
 * {@link dev.ormtracing.testing.TracesAssert#hasAtMostQueries(int)}.
 *
 * <p>QuickPerf's {@code @ExpectMaxJdbcQueryExecution} counts the same.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
public @interface MaxQueries {

    /** The highest number that is allowed. */
    int value();
}
