package dev.ormtracing.it.quarkus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusDevModeTest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Development mode: the application starts again, with another OpenTelemetry, where classes of the first start stay. */
class DevModeIT {

    private static final String FIND = "session.find(Item.class, 1L)";
    private static final String QUERY = "session.createQuery(\"from Item\", Item.class).getResultList()";

    private static final String SPANS_OF_QUERY = """
            orm:client:start_transaction
            orm:client:compile
            orm:client:operation
            orm:client:compile
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
    static final QuarkusDevModeTest QUARKUS = new QuarkusDevModeTest().withApplicationRoot(archive -> {
        APPLICATION.into(archive);
        archive.addClass(Starts.class);
    });

    @Test
    void changedSource_isTracedOnce() throws Exception {
        assertThat(APPLICATION.spans()).isEqualTo(PackagedIT.SPANS);

        change(FIND, QUERY);
        assertThat(APPLICATION.spans()).isEqualTo(SPANS_OF_QUERY);

        change(QUERY, FIND);
        assertThat(APPLICATION.spans()).isEqualTo(PackagedIT.SPANS);
    }

    /** Threads of Quarkus keep the first start that they see, and its own caches the one before. */
    @Test
    void earlierStarts_areNotKept() throws Exception {
        Starts.LOADERS.clear();
        for (int i = 0; i < 3; i++) {
            change(FIND, QUERY);
            APPLICATION.spans();
            change(QUERY, FIND);
            APPLICATION.spans();
        }

        assertThat(Starts.LOADERS).hasSize(6);
        assertThat(List.copyOf(Starts.LOADERS).subList(2, 4)).allMatch(DevModeIT::isGone);
    }

    @Test
    void livePage_hasTheLastStart() throws Exception {
        assertThat(APPLICATION.devUi("devui-data.js")).contains("\"Live page\"", APPLICATION.livePage());
        APPLICATION.spans();
        assertThat(shown("Item.find")).doesNotContain("Item.getResultList");

        change(FIND, QUERY);
        APPLICATION.spans();

        assertThat(shown("Item.getResultList")).doesNotContain("Item.find");
    }

    /** What the live page has, once it has that: spans reach it by a thread of its own. */
    private static String shown(String awaited) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        String overview;
        do {
            overview = APPLICATION.get(APPLICATION.livePage() + "/overview");
        } while (!overview.contains(awaited) && Instant.now().isBefore(deadline));
        assertThat(overview).contains(awaited);
        return overview;
    }

    private static void change(String from, String to) {
        QUARKUS.modifySourceFile(ItemResource.class, source -> source.replace(from, to));
    }

    private static boolean isGone(WeakReference<?> reference) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (reference.get() != null && Instant.now().isBefore(deadline)) {
            System.gc();
        }
        return reference.get() == null;
    }
}
