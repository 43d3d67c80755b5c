package dev.ormtracing.it.quarkus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jar that Quarkus packages, in a JVM of its own. */
class PackagedIT {

    static final String SPANS = """
            orm:client:start_transaction
            orm:client:serialize
            orm:client:connect
            orm:client:db_query
            orm:client:hydrate
            orm:client:operation
            orm:client:db_query
            orm:client:commit_transaction
            orm:client:transaction""";

    private static final Application APPLICATION = new Application();

    @RegisterExtension
    static final QuarkusProdModeTest QUARKUS = new QuarkusProdModeTest()
            .withApplicationRoot(APPLICATION::into)
            .setApplicationName("items")
            .setApplicationVersion("1")
            .setRuntimeProperties(APPLICATION.runtimeProperties())
            .setRun(true);

    @Test
    void jar_isTraced() throws Exception {
        assertThat(APPLICATION.spans()).isEqualTo(SPANS);
    }
}
