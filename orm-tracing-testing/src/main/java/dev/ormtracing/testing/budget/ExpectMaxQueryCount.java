package dev.ormtracing.testing.budget;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The same as {@link MaxQueries}, by the name that it has in QueryAudit. Where both are equally near, the lower number
 * counts.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
public @interface ExpectMaxQueryCount {

    /** The highest number that is allowed. */
    int value();
}
