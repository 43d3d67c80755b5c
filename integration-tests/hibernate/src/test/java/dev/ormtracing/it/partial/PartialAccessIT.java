package dev.ormtracing.it.partial;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A collection that answers from the database, without being loaded, is named, and linked as one that is loaded. */
@EveryDatabase
class PartialAccessIT {

    private static final TreeFormat LAZY =
            TreeFormat.standard().withAttributes("orm.lazy", "orm.entity", "orm.role", "orm.load");

    private final TracedUnit unit;

    PartialAccessIT(TracedUnit unit) {
        this.unit = unit;
    }

    static Stream<Arguments> accesses() {
        return Stream.concat(
                Access.ofHibernate().stream().map(access -> Arguments.of(access, false)),
                Access.ofExtraLazy().stream().map(access -> Arguments.of(access, true)));
    }

    @ParameterizedTest(name = "{0}, extra-lazy: {1}")
    @MethodSource("accesses")
    void access_leavesItsTreeAndALink(Access access, boolean extraLazy) {
        with(extraLazy, sessions -> {
            sessions.inSession(session -> assertThat(access.question().apply(session.find(Shelf.class, 1L), session))
                    .isEqualTo(access.answer()));

            assertThat(links("Shelf." + access.operation())).containsExactly(List.of(context("Shelf.find")));
            assertThatThrownBy(() -> assertThatTraces(unit.traces()).hasNoLazyLoading())
                    .isInstanceOf(AssertionError.class);
            unit.expect(LAZY, access.tree());
        });
    }

    @Test
    void accessOfEveryOwner_isToldOnTheTransaction() {
        with(false, sessions -> {
            sessions.inTransaction(session -> session.createSelectionQuery("from Shelf", Shelf.class)
                    .getResultList()
                    .forEach(shelf -> Hibernate.get(shelf.getBooks(), 0)));

            SpanTree transaction = unit.traces().trees().get(0);
            assertThat(transaction.attribute(AttributeKey.stringArrayKey("orm.n_plus_one")))
                    .containsExactly("Shelf.books");
            assertThat(transaction.span().getEvents().get(0).getAttributes().asMap())
                    .containsEntry(AttributeKey.stringKey("orm.n_plus_one.loaded_by"), "Shelf.getResultList")
                    .containsEntry(
                            AttributeKey.stringKey("orm.n_plus_one.remedy"),
                            "join fetch Shelf.books and ask the collection itself");
            assertThat(links("Shelf.books.get")).hasSize(6).containsOnly(List.of(context("Shelf.getResultList")));
        });
    }

    @Test
    void ownersOfSeveralOperations_leaveNoLink() {
        with(false, sessions -> {
            sessions.inSession(session -> {
                session.find(Shelf.class, 1L);
                Hibernate.size(session.find(Shelf.class, 2L).getBooks());
            });

            assertThat(links("Shelf.books.size")).containsExactly(List.of());
        });
    }

    private List<List<SpanContext>> links(String name) {
        return unit.traces().operations(name).stream()
                .map(operation -> operation.span().getLinks().stream()
                        .map(LinkData::getSpanContext)
                        .toList())
                .toList();
    }

    private SpanContext context(String name) {
        List<SpanTree> operations = unit.traces().operations(name);
        return operations.get(0).span().getSpanContext();
    }

    private void with(boolean extraLazy, Consumer<SessionFactory> work) {
        StandardServiceRegistryBuilder registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.datasource", unit.pool())
                .applySetting("hibernate.hbm2ddl.auto", "create-drop")
                .applySetting(
                        OrmTracingSettings.TRACING,
                        OrmTracing.create(unit.recorder().openTelemetry()));
        UntracedPersistence.identity(unit.database()).forEach(registry::applySetting);
        Metadata metadata = new MetadataSources(registry.build())
                .addAnnotatedClass(Shelf.class)
                .addAnnotatedClass(Book.class)
                .buildMetadata();
        // No annotation says so from Hibernate 7 on, only hbm.xml.
        metadata.getCollectionBindings().forEach(collection -> collection.setExtraLazy(extraLazy));
        try (SessionFactory sessions = metadata.buildSessionFactory()) {
            sessions.inTransaction(session -> {
                for (long id = 1; id <= 6; id++) {
                    session.persist(new Shelf(id));
                }
            });
            unit.traces().clear();
            work.accept(sessions);
        }
    }
}
