package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each statement has what docs/backends.md says that a back end needs, with the switch that it says. */
class BackEndAttributesIT {

    private static final String SWITCH = "otel.semconv-stability.opt-in";
    private static final Pattern KEY = Pattern.compile("`([a-z_.]+)`");

    private static final List<MatchResult> ROWS = Pattern.compile(
                    "^\\| (\\S[^|]*?) \\| ([^|]*) \\| ([^|]*) \\| \\[[^|]*\\]\\(https://[^|]*\\)[^|]*\\|$",
                    Pattern.MULTILINE)
            .matcher(Page.of("backends.md").section("Attributes by back end").toString())
            .results()
            .toList();

    @ParameterizedTest
    @ValueSource(
            strings = {"Datadog", "Sentry", "New Relic", "SigNoz", "SkyWalking 11", "Grafana Tempo", "perf-sentinel"})
    void statement_hasWhatTheBackEndNeeds(String backend) throws SQLException {
        MatchResult row = ROWS.stream()
                .filter(each -> each.group(1).equals(backend))
                .findFirst()
                .orElseThrow();
        Set<String> keys =
                KEY.matcher(row.group(2)).results().map(key -> key.group(1)).collect(Collectors.toSet());
        String optIn = row.group(3).contains("database/dup") ? "database/dup" : "";

        assertThat(keys).isNotEmpty();
        assertThat(statements(optIn)).hasSize(3).allSatisfy(span -> {
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(keysOf(span)).containsAll(keys);
        });
    }

    @Test
    void withoutTheSwitch_onlyTheSystemIsOld() throws SQLException {
        assertThat(statements(""))
                .allSatisfy(span -> assertThat(keysOf(span))
                        .contains("db.system")
                        .doesNotContain("db.statement", "db.name", "db.operation", "db.sql.table"));
    }

    @Test
    void stableAlone_hasNoOldKey() throws SQLException {
        assertThat(statements("database"))
                .allSatisfy(span -> assertThat(keysOf(span))
                        .contains("db.system.name", "db.query.text")
                        .doesNotContain("db.system", "db.statement", "db.name", "db.operation", "db.sql.table"));
    }

    @Test
    void dup_hasTheValuesOfOpenTelemetrysOwnInstrumentation() throws SQLException {
        assertThat(statements("database/dup").stream()
                        .map(span -> String.join(
                                " | ",
                                value(span, "db.system"),
                                value(span, "db.name"),
                                value(span, "db.operation"),
                                value(span, "db.sql.table"),
                                value(span, "db.statement"))))
                .containsExactly(
                        "h2 | shop | CREATE TABLE | users | create table users (id int, name varchar(?))",
                        "h2 | shop | INSERT | users | insert into users values (?, ?)",
                        "h2 | shop | SELECT | users | select name from users where id = ?");
    }

    private static String value(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }

    private static Set<String> keysOf(SpanData span) {
        return span.getAttributes().asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .collect(Collectors.toSet());
    }

    /** The spans of a statement that defines, of one that writes and of one that reads, on a server. */
    private static List<SpanData> statements(String optIn) throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try (TraceRecorder recorder = TraceRecorder.create()) {
            JdbcDataSource database = new JdbcDataSource();
            database.setURL("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:shop");
            try (Connection connection = TracingDataSource.wrap(database, tracing(recorder, optIn))
                            .getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table users (id int, name varchar(255))");
                statement.execute("insert into users values (1, 'Ada')");
                try (PreparedStatement select = connection.prepareStatement("select name from users where id = ?")) {
                    select.setInt(1, 1);
                    select.executeQuery();
                }
            }
            return recorder.traces().queries().stream().map(tree -> tree.span()).toList();
        } finally {
            server.stop();
        }
    }

    private static OrmTracing tracing(TraceRecorder recorder, String optIn) {
        String before = System.setProperty(SWITCH, optIn);
        try {
            return OrmTracing.builder().openTelemetry(recorder.openTelemetry()).build();
        } finally {
            if (before == null) {
                System.clearProperty(SWITCH);
            } else {
                System.setProperty(SWITCH, before);
            }
        }
    }
}
