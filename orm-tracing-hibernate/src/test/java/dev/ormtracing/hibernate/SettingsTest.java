package dev.ormtracing.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TraceRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The single settings of Hibernate, with the OpenTelemetry that is registered globally. */
class SettingsTest {

    private final TraceRecorder recorder = TraceRecorder.create();

    @BeforeEach
    void register() {
        recorder.registerGlobally();
    }

    @AfterEach
    void everySpanHasEnded() {
        recorder.check();
        recorder.close();
    }

    @Test
    void settings_ofAFactory_areGivenToHibernateAsTextOrAsValues() {
        assertThat(treeWith(Map.of(OrmTracingSettings.DETAIL, "compact"))).isEqualTo("""
                operation Item.find
                  db_query CLIENT select Item
                """);
        assertThat(treeWith(Map.of(
                        OrmTracingSettings.DETAIL,
                        Detail.COMPACT,
                        OrmTracingSettings.SLOW_OPERATION_THRESHOLD,
                        Duration.ofSeconds(1))))
                .isEqualTo("""
                        operation Item.find
                          db_query CLIENT select Item
                        """);
    }

    @Test
    void minPhaseDuration_isAHibernateSetting() {
        assertThat(treeWith(Map.of(OrmTracingSettings.MIN_PHASE_DURATION, "1h")))
                .isEqualTo("""
                operation Item.find
                  db_query CLIENT select Item
                """);
    }

    @Test
    void sqlCommentAndCaller_areHibernateSettings() {
        treeWith(Map.of(
                OrmTracingSettings.RECORD_CALLER, "true", OrmTracingSettings.SQL_COMMENT, SqlComment.TRACEPARENT));

        assertThat(recorder.traces().operations())
                .isNotEmpty()
                .allMatch(operation -> operation.attribute("code.function.name") != null);
    }

    @Test
    void wrongValue_isIgnored() {
        assertThat(treeWith(Map.of(
                        OrmTracingSettings.DETAIL, "tiny",
                        OrmTracingSettings.ENABLED, "perhaps",
                        OrmTracingSettings.SESSION_SUBCLASS, "perhaps")))
                .isEqualTo("""
                        operation Item.find
                          serialize
                          connect
                          db_query CLIENT select Item
                          hydrate
                        """);
    }

    /** As many applications do: the pool is wrapped in code, the factory is told by Hibernate's settings. */
    @ParameterizedTest
    @ValueSource(strings = {OrmTracingSettings.ENABLED, OrmTracingSettings.SESSION_SUBCLASS})
    void settingOfTheFactoryItself_leavesItInOneTreeWithItsWrappedDataSource(String setting) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:wrapped;DB_CLOSE_DELAY=-1");

        assertThat(treeWith(Map.of(AvailableSettings.DATASOURCE, TracingDataSource.wrap(database), setting, "true")))
                .isEqualTo("""
                        operation Item.find
                          serialize
                          connect
                          db_query CLIENT select Item
                          hydrate
                        """);
    }

    @Test
    void enabledFalse_leavesTheFactoryAlone() {
        assertThat(treeWith(Map.of(OrmTracingSettings.ENABLED, "false"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void hiddenColumns_areAListInAnyForm(Object columns) {
        treeWith(Map.of(
                OrmTracingSettings.RECORD_QUERY_PARAMETERS,
                true,
                OrmTracingSettings.QUERY_PARAMETER_HIDDEN_COLUMNS,
                columns));

        assertThat(recorder.traces().queries())
                .isNotEmpty()
                .allMatch(query -> query.attribute("db.query.parameter.0") == null);
    }

    static Stream<Arguments> columns() {
        return Stream.of("name, id", List.of("name", "id"), new String[] {"name", "id"})
                .map(columns -> Arguments.of((Object) columns));
    }

    @Test
    void tracingOfTheApplication_winsWhole() {
        OrmTracing full = OrmTracing.create(recorder.openTelemetry());

        assertThat(treeWith(Map.of(OrmTracingSettings.TRACING, full, OrmTracingSettings.DETAIL, "compact")))
                .contains("hydrate");
    }

    @Test
    void everySetting_isAConstant() {
        List<String> names = new ArrayList<>();
        OrmTracing.builder().settings(name -> "hibernate.orm_tracing." + name.replace('-', '_'), name -> {
            names.add(name);
            return null;
        });

        assertThat(constants())
                .containsAll(names)
                .hasSize(names.size() + 2)
                .contains(OrmTracingSettings.TRACING, OrmTracingSettings.SESSION_SUBCLASS);
    }

    private static List<String> constants() {
        return Stream.of(OrmTracingSettings.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(SettingsTest::value)
                .toList();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private String treeWith(Map<String, Object> settings) {
        Configuration configuration = new Configuration().addAnnotatedClass(Item.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:settings");
        configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().putAll(settings);
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            factory.inSession(session -> session.find(Item.class, 1L));
            recorder.traces().clear();
            factory.inSession(session -> session.find(Item.class, 1L));
            return recorder.traces().text().lines().map(line -> line + "\n").collect(Collectors.joining());
        }
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;
    }
}
