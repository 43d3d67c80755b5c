package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.HtmlReport;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only the application and its database may know goes in everywhere, and comes out nowhere. */
@EveryDatabase
class SecretsIT {

    private static final String SECRET = "canary4711";
    private static final AttributeKey<String> STATUS_CODE = AttributeKey.stringKey("db.response.status_code");

    private static final AttributeKey<String> STACK_TRACE = AttributeKey.stringKey("exception.stacktrace");

    private final TracedUnit unit;
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final LoggedLines log = new LoggedLines("dev.ormtracing");

    SecretsIT(TracedUnit unit) {
        this.unit = unit;
    }

    /** What can be configured without asking for values. */
    enum Configuration {
        DEFAULTS {
            @Override
            void configure(OrmTracing.Builder tracing) {}
        },
        COMPACT {
            @Override
            void configure(OrmTracing.Builder tracing) {
                tracing.detail(Detail.COMPACT).mergeOperationsAfter(1).metrics(true);
            }
        },
        ADAPTIVE {
            @Override
            void configure(OrmTracing.Builder tracing) {
                tracing.detail(Detail.ADAPTIVE)
                        .slowOperationThreshold(Duration.ZERO)
                        .logSlowOperations(true)
                        .metrics(true);
            }
        },
        INSIGHTS {
            @Override
            void configure(OrmTracing.Builder tracing) {
                tracing.nPlusOneThreshold(2)
                        .largeResultThreshold(1)
                        .largePersistenceContextThreshold(1)
                        .recordReturnedRows(true)
                        .recordCaller(true)
                        .sqlComment(SqlComment.TRACEPARENT);
            }
        };

        abstract void configure(OrmTracing.Builder tracing);
    }

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfThemIsTold(Configuration configuration) {
        try (TraceRecorder recorder = recorder()) {
            OrmTracing.Builder tracing = OrmTracing.builder().openTelemetry(recorder.openTelemetry());
            configuration.configure(tracing);
            runEverything(recorder, tracing.build());

            List<String> told = told(recorder);
            assertThat(told).noneMatch(text -> text.contains(SECRET)).anyMatch(text -> text.startsWith("span"));
            if (configuration == Configuration.ADAPTIVE) {
                assertThat(told)
                        .anyMatch(text -> text.startsWith("Slow: "))
                        .anyMatch(text -> text.startsWith("metric"));
            }
            assertThat(recorder.traces().stream().filter(SecretsIT::isFailedStatement))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(statement -> {
                        assertThat(statement.errorType()).isNotBlank();
                        assertThat(statement.attribute(STATUS_CODE)).isNotBlank();
                        assertThat(statement.span().getEvents())
                                .singleElement()
                                .satisfies(failure -> assertThat(
                                                failure.getAttributes().get(STACK_TRACE))
                                        .contains("Exception [SQLSTATE ", ", code "));
                    });
        }
    }

    /** The proof that the search finds what is there. */
    @Test
    void valuesThatAreAskedFor_areTold() {
        try (TraceRecorder recorder = recorder()) {
            runEverything(
                    recorder,
                    OrmTracing.builder()
                            .openTelemetry(recorder.openTelemetry())
                            .recordQueryParameters(true)
                            .recordExceptionMessages(true)
                            .build());

            assertThat(told(recorder)).anyMatch(text -> text.startsWith("span") && text.contains(SECRET));
            assertThat(HtmlReport.of(recorder.traces()).html()).contains(SECRET);
        }
    }

    private void runEverything(TraceRecorder recorder, OrmTracing tracing) {
        try (HikariDataSource pool = newPool();
                TracedUnit traced = TracedUnit.create(unit.database(), pool, pool, recorder, tracing, Map.of());
                Scope scope = SqlTags.of("tenant", SECRET).makeCurrent()) {
            SessionFactory sessions = traced.sessions();
            succeed(sessions);
            fail(sessions);
            useJdbc(TracingDataSource.wrap(pool, tracing));
            failToConnect(tracing);
        }
    }

    /** With a driver that makes one statement of several, where there is such a thing; its messages quote values. */
    private HikariDataSource newPool() {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(unit.database().url()
                + switch (unit.database()) {
                    case H2 -> "";
                    case POSTGRESQL -> "&reWriteBatchedInserts=true&password=" + SECRET;
                    case MARIADB, MYSQL -> "&rewriteBatchedStatements=true";
                });
        configuration.setMaximumPoolSize(2);
        return new HikariDataSource(configuration);
    }

    private static void succeed(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            for (int i = 0; i < 4; i++) {
                User user = new User(SECRET + i, SECRET);
                user.write(SECRET).getTags().add(new Tag(SECRET + i));
                session.persist(user);
            }
        });
        sessions.inTransaction(session -> {
            List<User> users = session.createSelectionQuery("from User u where u.name = :name", User.class)
                    .setParameter("name", SECRET)
                    .getResultList();
            users.forEach(user -> user.getPosts().size());
            users.get(0).setName(SECRET + " the first");
            session.byNaturalId(Tag.class).using("name", SECRET + 1).load();
            session.createNativeQuery("select id from users where name = ?", Long.class)
                    .setParameter(1, SECRET)
                    .getResultList();
            session.createMutationQuery("update User u set u.name = :name")
                    .setParameter("name", SECRET)
                    .executeUpdate();
            try (Stream<User> named = session.createSelectionQuery("from User u where u.name = :name", User.class)
                    .setParameter("name", SECRET)
                    .getResultStream()) {
                assertThat(named.limit(2)).hasSize(2);
            }
        });
        sessions.inStatelessTransaction(session -> {
            Tag tag = new Tag(SECRET);
            session.insert(tag);
            session.delete(tag);
        });
    }

    private static void fail(SessionFactory sessions) {
        failing(sessions, session -> session.persist(new User(SECRET + 1)));
        failing(sessions, session -> {
            for (int i = 9; i > 0; i--) {
                session.persist(new Tag(SECRET + i));
            }
        });
        failing(
                sessions,
                session -> session.createNativeMutationQuery("insert into users (id, email) values (-1, :email)")
                        .setParameter("email", SECRET + 1)
                        .executeUpdate());
        failing(sessions, session -> session.doWork(SecretsIT::failWithLiterals));
        failing(sessions, session -> {
            throw new UnsupportedOperationException(SECRET);
        });
        failing(
                sessions,
                session -> session.doWork(connection -> {
                    throw new SQLException(SECRET, "12345", 42);
                }));
    }

    private static void failing(SessionFactory sessions, Work work) {
        assertThat(catchThrowable(() -> sessions.inTransaction(work::run))).isNotNull();
    }

    private interface Work {

        void run(Session session);
    }

    private static void useJdbc(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement("update users set name = ? where email = ?")) {
            statement
                    .executeQuery("select email from users where name = '" + SECRET + "' or name = 'x" + SECRET + "'")
                    .close();
            statement.addBatch("update users set name = '" + SECRET + "' where id = -1");
            statement.addBatch("delete from users where name = '" + SECRET + "' and id = -1");
            statement.executeBatch();
            for (int i = 0; i < 3; i++) {
                update.setString(1, SECRET);
                update.setString(2, SECRET + i);
                update.addBatch();
            }
            update.executeBatch();
            assertThat(catchThrowable(() -> failWithLiterals(connection))).isInstanceOf(SQLException.class);
            assertThat(catchThrowable(() -> failInBatch(connection))).isInstanceOf(SQLException.class);
            assertThat(catchThrowable(
                            () -> connection.prepareStatement("selec ?").executeQuery()))
                    .isInstanceOf(SQLException.class);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void failWithLiterals(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            catchThrowable(() -> statement.executeQuery("selec '" + SECRET + "'"));
            statement.executeUpdate("insert into users (id, email) values (-1, '" + SECRET + "1')");
        }
    }

    private static void failInBatch(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into users (id, email) values (?, ?)")) {
            for (int i = 0; i < 4; i++) {
                insert.setInt(1, -10 - i);
                insert.setString(2, SECRET + i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void failToConnect(OrmTracing tracing) {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(
                unit.database().url().replace("/it_", "/missing_it_").replace("createDatabaseIfNotExist=true&", ""));
        configuration.setUsername(unit.database() == Database.H2 ? "sa" : SECRET);
        configuration.setPassword(SECRET);
        configuration.setConnectionTimeout(250);
        configuration.setInitializationFailTimeout(-1);
        if (unit.database() == Database.H2) {
            configuration.setJdbcUrl(unit.database().url() + ";PASSWORD=" + SECRET);
        }
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            assertThat(catchThrowable(
                            () -> TracingDataSource.wrap(pool, tracing).getConnection()))
                    .isInstanceOf(SQLException.class);
        }
    }

    private TraceRecorder recorder() {
        return TraceRecorder.builder()
                .openTelemetry(sdk -> sdk.setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(metrics).build()))
                .build();
    }

    private static boolean isFailedStatement(SpanTree span) {
        return "db_query".equals(span.type()) && span.isError();
    }

    /** All that has left this library: spans, metrics, lines of the log, and the page that is made of the spans. */
    private List<String> told(TraceRecorder recorder) {
        List<String> told = new ArrayList<>(log.inFull());
        recorder.traces().stream().map(SpanTree::span).map(SecretsIT::text).forEach(told::add);
        metrics.collectAllMetrics().forEach(metric -> told.add("metric " + metric));
        told.add(HtmlReport.of(recorder.traces()).html());
        return told;
    }

    private static String text(SpanData span) {
        return "span " + span.getName() + span.getAttributes() + span.getEvents() + span.getLinks() + span.getStatus()
                + span.getResource() + span.getInstrumentationScopeInfo()
                + span.getSpanContext().getTraceState();
    }
}
