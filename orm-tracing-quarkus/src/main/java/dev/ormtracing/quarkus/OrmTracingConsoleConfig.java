package dev.ormtracing.quarkus;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The settings {@code quarkus.orm-tracing.console.*} of the live page. It is there in development mode, when
 * {@code orm-tracing-console} is on the class path.
 *
 * @since 0.1.0
 */
@ConfigMapping(prefix = "quarkus.orm-tracing.console")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface OrmTracingConsoleConfig {

    /** Whether development mode has the live page. */
    @WithDefault("true")
    boolean enabled();

    /** The port of the loopback interface that the page is at. */
    @WithDefault("4390")
    int port();
}
