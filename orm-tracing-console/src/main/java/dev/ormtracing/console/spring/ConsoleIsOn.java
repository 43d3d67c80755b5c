package dev.ormtracing.console.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Never in production by accident: DevTools are not a part of the jar that Spring Boot packages. */
final class ConsoleIsOn implements Condition {

    static final String PREFIX = "orm.tracing.console.";

    private static final String DEV_TOOLS = "org.springframework.boot.devtools.restart.Restarter";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Boolean enabled = context.getEnvironment().getProperty(PREFIX + "enabled", Boolean.class);
        return enabled != null ? enabled : ClassUtils.isPresent(DEV_TOOLS, context.getClassLoader());
    }
}
