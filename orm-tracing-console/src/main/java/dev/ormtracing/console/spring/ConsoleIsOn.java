package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.trace.ConsoleLog;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Never in production by accident: DevTools are not a part of the jar that Spring Boot packages. */
final class ConsoleIsOn implements Condition {

    static final String PREFIX = "orm.tracing.console.";

    private static final String TEST_KIT = "dev.ormtracing.testing.SpanTree";
    private static final String DEV_TOOLS = "org.springframework.boot.devtools.restart.Restarter";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Boolean enabled = context.getEnvironment().getProperty(PREFIX + "enabled", Boolean.class);
        boolean on = enabled != null ? enabled : ClassUtils.isPresent(DEV_TOOLS, context.getClassLoader());
        return on && hasTestKit(context);
    }

    /** The page is made of the test kit's trees. Maven takes it from who depends on it in the scope test. */
    private static boolean hasTestKit(ConditionContext context) {
        boolean there = ClassUtils.isPresent(TEST_KIT, context.getClassLoader());
        if (!there) {
            ConsoleLog.warn(
                    "The live page is off: orm-tracing-testing is missing at run time. Where the application depends on it in"
                            + " the scope test, remove the scope and make it optional",
                    null);
        }
        return there;
    }
}
