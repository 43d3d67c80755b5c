package dev.ormtracing.it.serializers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lazy load in the view is called by what the application has written, not by the library that reads the entity. */
class SerializersIT {

    private final TraceRecorder recorder = TraceRecorder.create();
    private SessionFactory sessions;

    @BeforeEach
    void boot() {
        Configuration configuration = new Configuration().addAnnotatedClass(Folder.class);
        configuration.setProperty(AvailableSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:serializers");
        configuration.setProperty(AvailableSettings.HBM2DDL_AUTO, "create-drop");
        configuration.setProperty(AvailableSettings.ENABLE_LAZY_LOAD_NO_TRANS, "true");
        configuration
                .getProperties()
                .put(
                        "hibernate.orm_tracing.tracing",
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .recordCaller(true)
                                .build());
        sessions = configuration.buildSessionFactory();
        sessions.inTransaction(SerializersIT::fill);
        recorder.traces().clear();
    }

    private static void fill(Session session) {
        Folder leaf = new Folder(3, null);
        Folder linked = new Folder(4, null);
        List.of(leaf, linked, new Folder(1, linked, leaf)).forEach(session::persist);
    }

    @AfterEach
    void close() {
        sessions.close();
        recorder.check();
        recorder.close();
    }

    @ParameterizedTest
    @EnumSource
    void lazyLoadInTheView_isCalledByTheApplication(Serializer serializer) {
        String view = sessions.fromSession(session -> write(serializer, session.find(Folder.class, 1)));

        assertLoadedByTheView(serializer, view);
    }

    @ParameterizedTest
    @EnumSource
    void lazyLoadAfterTheSession_isCalledByTheApplication(Serializer serializer) {
        Folder folder = sessions.fromSession(session -> session.find(Folder.class, 1));
        String view = write(serializer, folder);

        assertLoadedByTheView(serializer, view);
    }

    private void assertLoadedByTheView(Serializer serializer, String view) {
        assertThat(view).contains("3");
        List<SpanTree> loads = recorder.traces().operations().stream()
                .filter(operation -> !name(operation).equals("Folder.find"))
                .toList();
        assertThat(loads.stream().map(SerializersIT::name).distinct())
                .containsExactlyInAnyOrderElementsOf(expected(serializer));
        assertThat(loads)
                .extracting(load -> load.attribute("code.function.name"))
                .containsOnly(serializer.getClass().getName() + ".write");
    }

    private static List<String> expected(Serializer serializer) {
        return Stream.of("Folder.folders.initialize", "Folder.initialize")
                .limit(serializer == Serializer.GSON ? 1 : 2)
                .toList();
    }

    private static String name(SpanTree operation) {
        return String.valueOf((Object) operation.attribute("name"));
    }

    private static String write(Serializer serializer, Folder folder) {
        try {
            return serializer.write(folder);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
