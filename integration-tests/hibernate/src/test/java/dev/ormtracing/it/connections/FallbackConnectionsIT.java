package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Without session subclasses, a session's connection is known by when it is borrowed, whenever that is. */
@EveryDatabase
class FallbackConnectionsIT {

    private final TracedUnit unit;

    FallbackConnectionsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"IMMEDIATE.*", "DELAYED.*"})
    void whatRunsOnASessionsConnection_isSeen(PhysicalConnectionHandlingMode mode) {
        unit.given(session -> Blog.persistIn(session));
        assertTree(
                mode,
                fallback -> fallback.session(session -> session.doWork(connection -> {
                    try (var statement = connection.prepareStatement("select count(*) from users");
                            var rows = statement.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                    }
                    try (var statement = connection.createStatement()) {
                        statement.executeUpdate("update users set name = 'Nobody'");
                    }
                })),
                """
                db_query CLIENT select users
                db_query CLIENT update users
                """);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"IMMEDIATE.*", ".*HOLD", ".*AFTER_TRANSACTION"})
    void storedProcedure_isAnOperation(PhysicalConnectionHandlingMode mode) {
        unit.given(session -> Blog.persistIn(session));
        assertTree(
                mode,
                fallback -> fallback.transaction(session -> {
                    session.createNamedStoredProcedureQuery("User.rename")
                            .setParameter("new_name", "Nobody")
                            .execute();
                    session.createNamedStoredProcedureQuery("User.rename")
                            .setParameter("new_name", "Somebody")
                            .execute();
                }),
                """
                transaction
                  start_transaction
                    * connect
                  operation execute
                    serialize
                    db_query CLIENT call rename_users
                    * hydrate
                  operation execute
                    serialize
                    db_query CLIENT call rename_users
                    * hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    private void assertTree(PhysicalConnectionHandlingMode mode, Consumer<TracedUnit> work, String tree) {
        try (TraceRecorder recorder = TraceRecorder.create();
                TracedUnit fallback = TracedUnit.create(
                        unit.database(),
                        unit.pool(),
                        unit.pool(),
                        recorder,
                        OrmTracing.create(recorder.openTelemetry()),
                        Map.of(OrmTracingSettings.SESSION_SUBCLASS, false, JdbcSettings.CONNECTION_HANDLING, mode))) {
            work.accept(fallback);

            fallback.expect(tree);
            recorder.check();
        }
    }
}
