package dev.ormtracing.it.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import jakarta.persistence.Persistence;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.resource.transaction.backend.jta.internal.JtaTransactionCoordinatorBuilderImpl;
import org.junit.jupiter.api.Test;

/** Transactions of JTA whose coordinators the application makes are no spans, and the log says so. */
@EveryDatabase
class OwnCoordinatorIT {

    /** Once for the JVM, and not once for each database. */
    private static final List<String> SAID = new ArrayList<>();

    private final TracedUnit unit;

    OwnCoordinatorIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void transactionsOfTheApplicationsBuilder_areNoSpans_andTheLogSaysSoOnce() throws Exception {
        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            writeNote("ada");
            writeNote("bob");
            SAID.addAll(log.messages());
        }

        assertThat(SAID)
                .containsExactly("The transactions of JTA are no spans: their coordinators are made by "
                        + OwnBuilder.class.getName() + ", not by Hibernate.");
        assertThat(notes()).isEqualTo(2);
        assertThat(unit.traces().text())
                .contains("operation Note.persist", "db_query CLIENT insert notes")
                .doesNotContain("transaction");
        unit.traces().clear();
    }

    private void writeNote(String text) throws Exception {
        try (SessionFactory sessions = sessions()) {
            UserTransaction transaction = Manager.NARAYANA.started().user();
            transaction.begin();
            sessions.inSession(session -> session.persist(new Note(text)));
            transaction.commit();
        }
    }

    private long notes() {
        return unit.givenFrom(session -> session.createSelectionQuery("select count(*) from Note", Long.class)
                .getSingleResult());
    }

    private SessionFactory sessions() {
        Map<String, Object> settings = new HashMap<>(UntracedPersistence.identity(unit.database()));
        settings.put("jakarta.persistence.nonJtaDataSource", unit.pool());
        settings.put("hibernate.transaction.coordinator_class", new OwnBuilder());
        settings.put("hibernate.transaction.jta.platform", Manager.NARAYANA.platform);
        settings.put(TracedUnit.TRACING, OrmTracing.create(unit.recorder().openTelemetry()));
        return Persistence.createEntityManagerFactory("blog", settings).unwrap(SessionFactory.class);
    }

    /** Of its own class, which may make coordinators of its own. */
    public static final class OwnBuilder extends JtaTransactionCoordinatorBuilderImpl {

        private static final long serialVersionUID = 1L;
    }
}
