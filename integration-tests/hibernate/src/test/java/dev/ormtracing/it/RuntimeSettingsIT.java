package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.RuntimeSettings;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is changed while the application runs shows on the next operation of the same session factory. */
@EveryDatabase
class RuntimeSettingsIT {

    private final TracedUnit unit;
    private final TraceRecorder recorder = TraceRecorder.create();
    private final OrmTracing tracing =
            OrmTracing.builder().openTelemetry(recorder.openTelemetry()).build();
    private final RuntimeSettings settings = tracing.runtimeSettings();
    private TracedUnit traced;
    private Blog blog;

    RuntimeSettingsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @BeforeEach
    void boot() {
        blog = unit.givenFrom(Blog::persistIn);
        traced = unit.beside(recorder, tracing);
        traced.session(this::find);
        recorder.reset();
    }

    @AfterEach
    void everySpanHasEnded() {
        traced.close();
        recorder.check();
        recorder.close();
    }

    @Test
    void detail_changesTheTreesAndComesBack() {
        String full = found().text();
        assertThat(full).contains("connect", "hydrate");

        settings.change("detail", "compact");
        assertThat(found().text()).isEqualTo("""
                operation User.find
                  db_query CLIENT select users""");

        settings.change("detail", "adaptive");
        settings.change("slow-operation-threshold", "1h");
        assertThat(found().text()).isEqualTo("""
                operation User.find
                  db_query CLIENT select users""");

        settings.change("slow-operation-threshold", "0ms");
        assertThat(found().text()).isEqualTo(full);

        settings.reset();
        assertThat(found().text()).isEqualTo(full);
    }

    @Test
    void minPhaseDuration_decidesAboutPhases() {
        settings.change("min-phase-duration", "1h");

        assertThat(found().text()).isEqualTo("""
                operation User.find
                  db_query CLIENT select users""");
    }

    @Test
    void queryParameters_areShownFromNowOnAndNoLonger() {
        assertThat(parameter(found())).isNull();

        settings.change("record-query-parameters", "true");
        assertThat(parameter(found())).isEqualTo(blog.ada().toString());

        settings.reset("record-query-parameters");
        assertThat(parameter(found())).isNull();
    }

    /** The statement was prepared while they were recorded. */
    @Test
    void queryParameters_areShownNoLongerOfWhatIsPrepared() throws Exception {
        settings.change("record-query-parameters", "true");
        try (var connection = dev.ormtracing.jdbc.TracingDataSource.wrap(unit.pool(), tracing)
                        .getConnection();
                var select = connection.prepareStatement("select name from users where id = ?")) {
            select.setLong(1, blog.ada());
            select.executeQuery().close();
            settings.change("record-query-parameters", "false");
            select.executeQuery().close();
        }

        assertThat(recorder.traces().queries())
                .extracting(query -> query.attribute("db.query.parameter.0"))
                .containsExactly(blog.ada().toString(), null);
    }

    @Test
    void caller_isToldFromNowOn() {
        assertThat((Object) found().attribute("code.function.name")).isNull();

        settings.change("record-caller", "true");

        assertThat((Object) found().attribute("code.function.name"))
                .isEqualTo("dev.ormtracing.it.RuntimeSettingsIT.find");
    }

    @Test
    void repetitions_areLookedForFromANumberOn() {
        settings.change("n-plus-one-threshold", "2");
        traced.transaction(this::findTwo);
        assertThat((Object) transaction().attribute("orm.n_plus_one")).isNotNull();
        recorder.reset();

        settings.change("n-plus-one-threshold", "0");
        traced.transaction(this::findTwo);
        assertThat((Object) transaction().attribute("orm.n_plus_one")).isNull();
        recorder.reset();

        settings.reset();
        traced.transaction(this::findTwo);
        assertThat((Object) transaction().attribute("orm.n_plus_one")).isNull();
    }

    @Test
    void costs_areMarkedFromANumberOn() {
        settings.change("large-result-threshold", "1");
        settings.change("large-persistence-context-threshold", "1");

        traced.transaction(
                session -> session.createSelectionQuery("from User", User.class).getResultList());

        assertThat((Object) recorder.traces()
                        .operations("User.getResultList")
                        .get(0)
                        .attribute("orm.large_result"))
                .isEqualTo(true);
        assertThat((Object) transaction().attribute("orm.persistence_context.large"))
                .isEqualTo(true);
    }

    /** A change comes between any two steps of what is running; each span still ends, below the right one. */
    @Test
    void change_whileOperationsRun_leavesWholeTrees() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread changes = new Thread(() -> {
            String[] details = {"compact", "adaptive", "full"};
            for (int i = 0; !over.get(); i++) {
                settings.change("detail", details[i % 3]);
                settings.change("n-plus-one-threshold", String.valueOf(50 * (i % 3)));
                settings.change("record-query-parameters", String.valueOf(i % 2 == 0));
                settings.change("record-caller", String.valueOf(i % 2 == 0));
                settings.change("min-phase-duration", i % 5 + "us");
            }
        });
        changes.start();
        try {
            for (int i = 0; i < 200; i++) {
                traced.transaction(session -> {
                    findTwo(session);
                    session.find(User.class, blog.ada()).setName("changed " + System.nanoTime());
                });
            }
        } finally {
            over.set(true);
            changes.join();
        }

        assertThat(recorder.traces().operations("User.find")).hasSizeGreaterThanOrEqualTo(400);
    }

    private void findTwo(Session session) {
        find(session);
        session.clear();
        find(session);
    }

    private User find(Session session) {
        return session.find(User.class, blog.ada());
    }

    private SpanTree found() {
        recorder.reset();
        traced.session(this::find);
        return recorder.traces().operations("User.find").get(0);
    }

    private SpanTree transaction() {
        return recorder.traces().trees().get(0);
    }

    private static Object parameter(SpanTree operation) {
        return operation.children().stream()
                .map(child -> child.attribute("db.query.parameter.0"))
                .filter(value -> value != null)
                .findAny()
                .orElse(null);
    }
}
