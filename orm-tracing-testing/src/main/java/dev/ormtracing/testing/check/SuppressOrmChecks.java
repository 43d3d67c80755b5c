package dev.ormtracing.testing.check;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Checks that do not concern a test method, a class or a package: {@code @SuppressOrmChecks("n-plus-one")}. What a class
 * suppresses is suppressed for its methods too.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
public @interface SuppressOrmChecks {

    /** The names of the checks; none means all of them. */
    String[] value() default {};

    /** Why, for those who read the test. */
    String because() default "";
}
