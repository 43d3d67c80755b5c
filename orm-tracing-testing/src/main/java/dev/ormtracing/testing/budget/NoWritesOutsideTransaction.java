package dev.ormtracing.testing.budget;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test executes no INSERT, UPDATE, DELETE or MERGE outside of a transaction, where each would be committed alone.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
public @interface NoWritesOutsideTransaction {

    /** False lifts the demand of the class or the package. */
    boolean value() default true;
}
