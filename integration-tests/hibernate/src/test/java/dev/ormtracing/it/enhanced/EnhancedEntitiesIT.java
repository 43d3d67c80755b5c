package dev.ormtracing.it.enhanced;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lazy attributes, lazy to-one associations without a proxy, and lazy one-to-ones without a foreign key. */
@EveryDatabase
class EnhancedEntitiesIT {

    private static final TreeFormat LAZY =
            TreeFormat.standard().withAttributes("orm.lazy", "orm.entity", "orm.role", "orm.load");

    private static final AttributeKey<List<String>> N_PLUS_ONE = AttributeKey.stringArrayKey("orm.n_plus_one");

    private final TracedUnit unit;

    EnhancedEntitiesIT(TracedUnit unit) {
        this.unit = unit;
    }

    static List<LazyLoads> loads() {
        Enhancement.done();
        return LazyLoads.all();
    }

    static List<LazyLoads.Repeated> repeated() {
        Enhancement.done();
        return LazyLoads.repeated();
    }

    @ParameterizedTest
    @MethodSource("loads")
    void lazyLoad_leavesItsTree(LazyLoads load) {
        with(sessions -> {
            sessions.inSession(load.work());

            unit.expect(LAZY, load.tree());
        });
    }

    @ParameterizedTest
    @MethodSource("loads")
    void lazyLoad_isSeenByTheAssertion(LazyLoads load) {
        with(sessions -> {
            sessions.inSession(load.work());

            assertThatThrownBy(() -> assertThatTraces(unit.traces()).hasNoLazyLoading())
                    .isInstanceOf(AssertionError.class);
        });
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void lazyLoadOfEveryOwner_isToldOnTheTransaction(LazyLoads.Repeated repeated) {
        with(sessions -> {
            sessions.inTransaction(repeated.work());

            SpanTree transaction = unit.traces().trees().get(0);
            assertThat(transaction.attribute(N_PLUS_ONE)).containsExactly(repeated.role());
            assertThat(transaction.span().getEvents().get(0).getAttributes().asMap())
                    .containsEntry(AttributeKey.longKey("orm.n_plus_one.count"), 12L)
                    .containsEntry(AttributeKey.stringKey("orm.n_plus_one.loaded_by"), repeated.query())
                    .containsEntry(AttributeKey.stringKey("orm.n_plus_one.remedy"), repeated.remedy());
        });
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void lazyLoad_isLinkedToTheOperationThatLoadedTheOwner(LazyLoads.Repeated repeated) {
        with(sessions -> {
            sessions.inTransaction(repeated.work());

            List<SpanTree> operations = operations();
            SpanContext query =
                    named(operations, repeated.query()).get(0).span().getSpanContext();
            assertThat(named(operations, repeated.role() + ".initialize"))
                    .hasSize(12)
                    .allSatisfy(load -> assertThat(load.span().getLinks())
                            .extracting(LinkData::getSpanContext)
                            .containsExactly(query));
        });
    }

    @Test
    void batchOfEnhancedProxies_isTold() {
        with(Map.of("hibernate.default_batch_fetch_size", "12"), sessions -> {
            sessions.inSession(LazyLoads::ownersOfAll);

            unit.expect(LAZY, """
                    operation Doc.createQuery
                      compile
                    operation Doc.getResultList
                      ...
                    operation Owner.initialize orm.lazy=true
                      serialize
                      connect
                      db_query CLIENT select owners orm.entity=Owner orm.load=batch
                      hydrate
                    """);
        });
    }

    @Test
    void attributeOfAClosedSession_isALazyLoad() {
        with(Map.of("hibernate.enable_lazy_load_no_trans", "true"), sessions -> {
            LazyLoads.Detached detached = sessions.fromSession(LazyLoads::detach);
            unit.traces().clear();

            // Hibernate 7.4 asks its stateless session for the id, which knows none, and fails on the missing row.
            catchThrowable(detached::readScan);

            unit.expect(LAZY, """
                    transaction
                      start_transaction
                        connect
                      operation Doc.scan.initialize orm.lazy=true orm.role=Doc.scan
                        serialize
                        db_query CLIENT select docs orm.entity=Doc orm.role=Doc.scan orm.load=attribute
                        hydrate
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
        });
    }

    @Test
    void enhancedProxyOfAClosedSession_isALazyLoad() {
        with(Map.of("hibernate.enable_lazy_load_no_trans", "true"), sessions -> {
            LazyLoads.Detached detached = sessions.fromSession(LazyLoads::detach);
            unit.traces().clear();

            detached.readOwner();

            unit.expect(LAZY, """
                    transaction
                      start_transaction
                        connect
                      operation Owner.initialize orm.lazy=true
                        serialize
                        db_query CLIENT select owners orm.entity=Owner orm.load=proxy
                        hydrate
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
        });
    }

    @Test
    void loadInsideAnOperation_isPartOfIt() {
        with(sessions -> {
            sessions.inTransaction(LazyLoads::removeReference);

            unit.expect(LAZY, """
                    transaction
                      start_transaction
                        connect
                      operation Desk.remove
                        serialize
                        db_query CLIENT select desks orm.entity=Desk orm.load=proxy
                        ...
                      commit_transaction
                        ...
                    """);
        });
    }

    @Test
    void write_needsNoLoad() {
        with(sessions -> {
            sessions.inSession(LazyLoads::write);

            assertThatTraces(unit.traces()).hasNoLazyLoading();
        });
    }

    private List<SpanTree> operations() {
        return unit.traces().trees().stream().flatMap(SpanTree::stream).toList();
    }

    private static List<SpanTree> named(List<SpanTree> operations, String name) {
        return operations.stream()
                .filter(tree -> name.equals(tree.attribute(AttributeKey.stringKey("name"))))
                .toList();
    }

    private void with(Consumer<SessionFactory> work) {
        with(Map.of(), work);
    }

    private void with(Map<String, String> settings, Consumer<SessionFactory> work) {
        Enhancement.done();
        try (SessionFactory sessions = unit.sessionsOf(LazyLoads.entities(), settings)) {
            sessions.inTransaction(LazyLoads::fill);
            unit.traces().clear();
            work.accept(sessions);
        }
    }
}
