package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Zipkin server shows the tree. It keeps names in lower case and every value as text. */
class ZipkinIT {

    private static Zipkin zipkin;

    @BeforeAll
    static void start() throws Exception {
        zipkin = Zipkin.start();
    }

    @AfterAll
    static void stop() throws Exception {
        zipkin.close();
    }

    @Test
    void tree_isReadBack_andFoundByATag() throws Exception {
        String trace = zipkin.feed();

        assertThat(ZipkinSpan.tree(zipkin.server().trace(trace, LibraryTree.SPANS)))
                .isEqualTo(LibraryTree.TEXT);
        assertThat(zipkin.server().find("library", "db.query.summary=BATCH insert Book"))
                .singleElement()
                .satisfies(found -> assertThat(ZipkinSpan.tree(found)).isEqualTo(LibraryTree.TEXT));
        assertThat(zipkin.server().findNow("library", "db.query.summary=delete Book"))
                .isEmpty();
    }

    @Test
    void quickstart_sendsWhatItPrints() throws Exception {
        Map<String, String> variables = Page.of("backends.md")
                .section("Zipkin")
                .variables("OTEL_EXPORTER_ZIPKIN_ENDPOINT", zipkin.server().api() + "/spans");
        variables.put("OTEL_SERVICE_NAME", "quickstart");

        QuickstartProgram quickstart = QuickstartProgram.run(variables);

        assertThat(zipkin.server().spans("quickstart", quickstart.exported())).hasSize(quickstart.printed());
    }
}
