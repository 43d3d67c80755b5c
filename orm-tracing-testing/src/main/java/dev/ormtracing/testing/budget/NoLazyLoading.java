package dev.ormtracing.testing.budget;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test loads no collection and no reference when it is first used, see
 * {@link dev.ormtracing.testing.TracesAssert#hasNoLazyLoading()}.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
public @interface NoLazyLoading {

    /** False lifts the demand of the class or the package. */
    boolean value() default true;
}
