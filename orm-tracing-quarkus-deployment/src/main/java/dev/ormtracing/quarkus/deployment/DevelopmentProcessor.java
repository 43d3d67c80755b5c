package dev.ormtracing.quarkus.deployment;

import dev.ormtracing.quarkus.OrmTracingConsoleConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** What development mode has in addition. */
class DevelopmentProcessor {

    private static final String CONSOLE = "dev.ormtracing.console.TraceConsole";

    /** By its name: it cannot be loaded without the console. */
    private static final String CONSOLE_BEAN = "dev.ormtracing.quarkus.internal.ConsoleProducer";

    private static final String DOCUMENTATION = "https://ormtracing.dev";

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void console(
            OrmTracingConsoleConfig config, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (isShown(config, capabilities)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(CONSOLE_BEAN));
        }
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    CardPageBuildItem card(OrmTracingConsoleConfig config, Capabilities capabilities) {
        CardPageBuildItem card = new CardPageBuildItem();
        if (isShown(config, capabilities)) {
            card.addPage(Page.externalPageBuilder("Live page")
                    .url("http://localhost:" + config.port() + "/orm-traces")
                    .icon("font-awesome-solid:diagram-project")
                    .doNotEmbed());
        }
        card.addPage(Page.externalPageBuilder("Documentation")
                .url(DOCUMENTATION)
                .icon("font-awesome-solid:book")
                .doNotEmbed());
        return card;
    }

    /** Without Quarkus' OpenTelemetry nobody would tell it of spans. */
    private static boolean isShown(OrmTracingConsoleConfig config, Capabilities capabilities) {
        return config.enabled()
                && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)
                && QuarkusClassLoader.isClassPresentAtRuntime(CONSOLE);
    }
}
