package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An Apache SkyWalking server takes the tree by OTLP. It keeps names in lower case and every value as text. */
class SkyWalkingIT {

    private static SkyWalking skyWalking;

    @BeforeAll
    static void start() throws Exception {
        skyWalking = SkyWalking.start();
    }

    @AfterAll
    static void stop() throws Exception {
        skyWalking.close();
    }

    @Test
    void tree_isReadBack_andFoundByATag() throws Exception {
        String trace = new ChildJvm(ChildJvm.ownClassPath())
                .environment(Page.of("backends.md")
                        .section("Apache SkyWalking")
                        .variables("OTEL_EXPORTER_OTLP_ENDPOINT", skyWalking.endpoint()))
                .runLibrary();

        assertThat(ZipkinSpan.tree(skyWalking.server().trace(trace, LibraryTree.SPANS)))
                .isEqualTo(LibraryTree.TEXT);
        assertThat(skyWalking.server().find("library", "db.system.name=h2database"))
                .singleElement()
                .satisfies(found -> assertThat(ZipkinSpan.tree(found)).isEqualTo(LibraryTree.TEXT));
        assertThat(skyWalking.server().findNow("library", "db.system.name=mysql"))
                .isEmpty();
    }

    @Test
    void quickstart_sendsWhatItPrints() throws Exception {
        Map<String, String> variables = Page.of("backends.md")
                .section("Apache SkyWalking")
                .variables("OTEL_EXPORTER_OTLP_ENDPOINT", skyWalking.endpoint());
        variables.put("OTEL_SERVICE_NAME", "quickstart");

        QuickstartProgram quickstart = QuickstartProgram.run(variables);

        assertThat(skyWalking.server().spans("quickstart", quickstart.exported()))
                .hasSize(quickstart.printed());
    }
}
