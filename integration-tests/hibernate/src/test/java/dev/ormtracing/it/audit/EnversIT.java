package dev.ormtracing.it.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TreeFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.envers.AuditReaderFactory;
import org.junit.jupiter.api.Test;

/** Envers keeps the history of entities in entities that have no class. */
@EveryDatabase
class EnversIT {

    private static final TreeFormat AUDIT = TreeFormat.standard().withAttributes("orm.audit", "orm.entity", "orm.load");

    private final TracedUnit unit;

    EnversIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void history_isWrittenInTheNameOfTheAuditedEntity() {
        with(Map.of(), sessions -> {
            sessions.inTransaction(EnversIT::write);

            // A page, a topic, and that the page has the topic.
            assertThat(audits().map(audit -> audit.attribute("model"))).containsExactly("Page", "Topic", "Page");
            assertThat(audits().map(audit -> audit.attribute("name")))
                    .allMatch(name -> String.valueOf(name).matches("(Page|Topic)\\.(persist|save)"));
        });
    }

    @Test
    void history_isFoundByItsPrefixAndSuffix() {
        Map<String, String> named = Map.of(
                "org.hibernate.envers.audit_table_prefix", "old_", "org.hibernate.envers.audit_table_suffix", "_log");

        with(named, sessions -> {
            sessions.inTransaction(EnversIT::write);

            assertThat(audits().map(audit -> audit.attribute("model"))).containsExactly("Page", "Topic", "Page");
        });
    }

    @Test
    void entityOfARevision_isReadAsAnAudit() {
        with(Map.of(), sessions -> {
            int revision = revision(sessions);

            sessions.inSession(session -> AuditReaderFactory.get(session).find(Page.class, 1L, revision));

            unit.expect(AUDIT, """
                    operation Page.createQuery orm.audit=true
                      compile
                    operation Page.list orm.audit=true
                      compile
                      serialize
                      connect
                      db_query CLIENT ... orm.audit=true orm.entity=Page orm.load=query
                      ...
                    """);
        });
    }

    @Test
    void collectionOfARevision_isReadAsAnAudit() {
        with(Map.of(), sessions -> {
            int revision = revision(sessions);

            sessions.inSession(session -> {
                Page page = AuditReaderFactory.get(session).find(Page.class, 1L, revision);
                unit.traces().clear();
                page.getTopics().forEach(Topic::getName);
            });

            assertThat(audits().map(audit -> audit.attribute("name"))).containsExactly("Page.createQuery", "Page.list");
            assertThat(unit.traces().trees().stream().flatMap(tree -> tree.queries().stream()))
                    .allMatch(query -> Boolean.TRUE.equals(query.attribute("orm.audit")));
        });
    }

    @Test
    void auditedEntity_isNoAudit() {
        with(Map.of(), sessions -> {
            revision(sessions);

            sessions.inSession(session -> session.find(Page.class, 1L));

            assertThat(spans()).isNotEmpty().allMatch(span -> span.attribute("orm.audit") == null);
        });
    }

    private int revision(SessionFactory sessions) {
        sessions.inTransaction(EnversIT::write);
        List<Number> revisions =
                sessions.fromSession(session -> AuditReaderFactory.get(session).getRevisions(Page.class, 1L));
        unit.traces().clear();
        return revisions.get(0).intValue();
    }

    private static void write(Session session) {
        Page page = new Page(1L, "text");
        page.getTopics().add(new Topic(1L, "topic"));
        session.persist(page);
    }

    private Stream<SpanTree> audits() {
        return spans().stream()
                .filter(span -> Boolean.TRUE.equals(span.attribute("orm.audit")))
                .filter(span -> "operation".equals(span.type()));
    }

    private List<SpanTree> spans() {
        return unit.traces().trees().stream().flatMap(SpanTree::stream).toList();
    }

    private void with(Map<String, String> settings, Consumer<SessionFactory> work) {
        try (SessionFactory sessions = unit.sessionsOf(List.of(Page.class, Topic.class), settings)) {
            unit.traces().clear();
            work.accept(sessions);
        }
    }
}
