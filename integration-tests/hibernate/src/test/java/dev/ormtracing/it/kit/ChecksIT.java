package dev.ormtracing.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ormtracing.it.fixture.MapRegionFactory;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.check.SuppressOrmChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Each check finds what it is for, and nothing in what looks alike and is fine. */
class ChecksIT {

    /** Two tests a check: the second is fine. All other checks see both. */
    static class ShopCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        private static Shop shop;

        @BeforeAll
        static void open() {
            shop = Shop.open(
                    Database.H2,
                    TRACING.openTelemetry(),
                    Set.of(),
                    Map.of(
                            "hibernate.cache.use_second_level_cache",
                            true,
                            "hibernate.cache.region.factory_class",
                            MapRegionFactory.class.getName()));
        }

        @AfterAll
        static void close() {
            shop.close();
        }

        @BeforeEach
        void prepare(Traces traces) {
            shop.empty();
            shop.fill();
            shop.sessions().getCache().evictAllRegions();
            traces.clear();
        }

        @Test
        void nPlusOne() {
            transaction(session -> orders(session).forEach(order -> order.lines.size()));
        }

        @Test
        void nPlusOne_not() {
            transaction(session -> session.createSelectionQuery("from Order o join fetch o.lines", Order.class)
                    .getResultList()
                    .forEach(order -> order.lines.size()));
        }

        @Test
        void queryPerRow() {
            List<Integer> ids = ids();
            transaction(session -> ids.forEach(id -> session.find(Order.class, id)));
        }

        @Test
        void queryPerRow_not() {
            List<Integer> ids = ids();
            transaction(session -> session.createSelectionQuery("from Order o where o.id in (:ids)", Order.class)
                    .setParameterList("ids", ids.subList(0, 4))
                    .getResultList());
        }

        @Test
        void unbatchedWrites() {
            transaction(session -> {
                session.setJdbcBatchSize(1);
                session.persist(new Order("new", 10));
            });
        }

        @Test
        void unbatchedWrites_not() {
            transaction(session -> session.persist(new Order("new", 10)));
        }

        @Test
        void unboundedResult(Traces traces) {
            transaction(session -> session.persist(new Order("new", 200)));
            traces.clear();
            transaction(session ->
                    session.createSelectionQuery("from Line", Line.class).getResultList());
        }

        @Test
        void unboundedResult_not(Traces traces) {
            transaction(session -> session.persist(new Order("new", 200)));
            traces.clear();
            transaction(
                    session -> session.createSelectionQuery("from Line l where l.order.customer = 'new'", Line.class)
                            .getResultList());
        }

        @Test
        void inMemoryPagination() {
            transaction(session -> session.createSelectionQuery(
                            "select o from Order o left join fetch o.lines order by o.id", Order.class)
                    .setMaxResults(2)
                    .getResultList());
        }

        @Test
        void inMemoryPagination_not() {
            transaction(session -> session.createSelectionQuery("from Order o order by o.id", Order.class)
                    .setMaxResults(2)
                    .getResultList());
        }

        private static void writeNotes(Traces traces) {
            transaction(session -> orders(session).forEach(order -> order.notes.addAll(Set.of("a", "b", "c"))));
            traces.clear();
        }

        @Test
        void cartesianFetch(Traces traces) {
            writeNotes(traces);
            transaction(session -> session.createSelectionQuery(
                            "from Order o join fetch o.lines join fetch o.notes", Order.class)
                    .getResultList());
        }

        @Test
        void cartesianFetch_not(Traces traces) {
            writeNotes(traces);
            transaction(session -> session.createSelectionQuery(
                            "from Line l join fetch l.order o join fetch o.notes", Line.class)
                    .getResultList());
        }

        @Test
        void paginationWithoutOrder() {
            transaction(session -> session.createSelectionQuery("from Order", Order.class)
                    .setFirstResult(2)
                    .setMaxResults(2)
                    .getResultList());
        }

        @Test
        void paginationWithoutOrder_not() {
            transaction(session -> session.createSelectionQuery("from Order o order by o.id", Order.class)
                    .setFirstResult(2)
                    .setMaxResults(2)
                    .getResultList());
            transaction(session -> session.createSelectionQuery("select 1 from Order", Integer.class)
                    .setMaxResults(1)
                    .getResultList());
        }

        @Test
        void lazyLoadOutsideTransaction() {
            try (Session session = shop.sessions().openSession()) {
                orders(session).get(0).lines.size();
            }
        }

        @Test
        void lazyLoadOutsideTransaction_not() {
            transaction(session -> orders(session).get(0).lines.size());
        }

        @Test
        void writeOutsideTransaction() {
            try (StatelessSession session = shop.sessions().openStatelessSession()) {
                session.insert(new Stock("product 9", 1));
            }
        }

        @Test
        void writeOutsideTransaction_not() {
            transaction(session -> session.persist(new Stock("product 9", 1)));
        }

        @Test
        void idleFlush(Traces traces) {
            transaction(session -> session.persist(new Order("new", 1100)));
            traces.clear();
            transaction(
                    session -> session.createSelectionQuery("from Line l where l.order.customer = 'new'", Line.class)
                            .getResultList());
        }

        @Test
        void idleFlush_not(Traces traces) {
            transaction(session -> session.persist(new Order("new", 1100)));
            traces.clear();
            transaction(
                    session -> session.createSelectionQuery("from Line l where l.order.customer = 'new'", Line.class)
                            .getResultList()
                            .get(0)
                            .product = "another");
        }

        @Test
        void flushPerQuery() {
            transaction(session -> IntStream.range(0, 5).forEach(i -> {
                session.persist(new Stock("new " + i, 1));
                pieces(session, "new " + i);
            }));
        }

        @Test
        void flushPerQuery_not() {
            transaction(session -> {
                IntStream.range(0, 4).forEach(i -> session.persist(new Stock("new " + i, 1)));
                pieces(session, "new 0");
            });
        }

        @Test
        void planCacheMiss() {
            transaction(session -> Stream.of("customer 0", "customer 1")
                    .forEach(customer -> session.createSelectionQuery(
                                    "from Order o where o.customer = '" + customer + "'", Order.class)
                            .getResultList()));
        }

        @Test
        void planCacheMiss_not() {
            transaction(session -> Stream.of("customer 0", "customer 1")
                    .forEach(customer -> session.createSelectionQuery(
                                    "from Order o where o.customer = :customer", Order.class)
                            .setParameter("customer", customer)
                            .getResultList()));
        }

        @Test
        void inListWithoutPadding() {
            transaction(session -> IntStream.of(3, 5).forEach(length -> inList(session, length)));
        }

        @Test
        void inListWithoutPadding_not() {
            transaction(session -> IntStream.of(4, 8).forEach(length -> inList(session, length)));
        }

        @Test
        void idleConnection() {
            transaction(session -> session.find(Stock.class, "product 0"));
        }

        @Test
        void idleConnection_not() {
            try (Session session = shop.sessions().openSession()) {
                session.find(Stock.class, "product 0");
            }
        }

        @Test
        void updateWithoutChange() {
            transaction(session -> session.lock(orders(session).get(0), LockMode.PESSIMISTIC_FORCE_INCREMENT));
        }

        @Test
        void updateWithoutChange_not() {
            transaction(session -> orders(session).get(0).customer = "changed");
        }

        @Test
        void selectThenDelete() {
            transaction(session -> session.remove(session.find(Stock.class, "product 0")));
        }

        @Test
        void selectThenDelete_not() {
            transaction(session -> {
                Stock stock = session.find(Stock.class, "product 0");
                session.persist(new Stock("instead", stock.pieces));
                session.remove(stock);
            });
        }

        @Test
        void cacheNeverHit(Traces traces) {
            transaction(session -> IntStream.range(0, 12).forEach(i -> session.persist(new Stock("new " + i, 1))));
            shop.sessions().getCache().evictAllRegions();
            traces.clear();
            for (int i = 0; i < 12; i++) {
                String product = "new " + i;
                transaction(session -> session.find(Stock.class, product));
            }
        }

        @Test
        void cacheNeverHit_not() {
            for (int i = 0; i < 12; i++) {
                transaction(session -> session.find(Stock.class, "product 0"));
            }
        }

        @Test
        void largePersistenceContext(Traces traces) {
            transaction(session -> session.persist(new Order("new", 5100)));
            traces.clear();
            transaction(session -> {
                session.setDefaultReadOnly(true);
                session.createSelectionQuery("from Line l where l.order.customer = 'new'", Line.class)
                        .getResultList();
            });
        }

        @Test
        void largePersistenceContext_not() {
            transaction(ShopCase::orders);
        }

        @Test
        @SuppressOrmChecks(value = "n-plus-one", because = "six are few")
        void suppressed() {
            nPlusOne();
        }

        private static void transaction(Consumer<Session> work) {
            shop.sessions().inTransaction(work);
        }

        private static List<Order> orders(Session session) {
            return session.createSelectionQuery("from Order", Order.class).getResultList();
        }

        private static List<Integer> ids() {
            return shop.sessions()
                    .fromTransaction(session -> session.createSelectionQuery("select o.id from Order o", Integer.class)
                            .getResultList());
        }

        private static void pieces(Session session, String product) {
            session.createSelectionQuery("select s.pieces from Stock s where s.product = :product", Integer.class)
                    .setParameter("product", product)
                    .getResultList();
        }

        private static void inList(Session session, int length) {
            session.createSelectionQuery("from Order o where o.id in (:ids)", Order.class)
                    .setParameterList("ids", IntStream.range(0, length).boxed().toList())
                    .getResultList();
        }
    }

    private static final String CHECKS = "orm.tracing.testing.checks";
    private static final String IDLE = "orm.tracing.testing.check.idle-connection.threshold";

    @TempDir
    Path folder;

    @Test
    void check_findsWhatItIsFor_andNothingElse() {
        Map<String, String> found = run(Map.of(CHECKS, "fail", IDLE, "PT1H"));
        found.replaceAll((test, message) -> names(message));

        Map<String, String> expected = new TreeMap<>(Map.ofEntries(
                Map.entry("cacheNeverHit", "cache-never-hit"),
                Map.entry("cartesianFetch", "cartesian-fetch"),
                Map.entry("flushPerQuery", "flush-per-query, query-per-row, unbatched-writes"),
                Map.entry("idleFlush", "idle-flush, unbounded-result"),
                Map.entry("idleFlush_not", "unbounded-result"),
                Map.entry("inListWithoutPadding", "in-list-without-padding"),
                Map.entry("inMemoryPagination", "in-memory-pagination"),
                Map.entry("largePersistenceContext", "idle-flush, large-persistence-context, unbounded-result"),
                Map.entry("lazyLoadOutsideTransaction", "lazy-load-outside-transaction"),
                Map.entry("nPlusOne", "n-plus-one"),
                Map.entry("paginationWithoutOrder", "pagination-without-order"),
                Map.entry("planCacheMiss", "plan-cache-miss"),
                Map.entry("queryPerRow", "query-per-row"),
                Map.entry("selectThenDelete", "select-then-delete"),
                Map.entry("unbatchedWrites", "unbatched-writes"),
                Map.entry("unboundedResult", "unbounded-result"),
                Map.entry("updateWithoutChange", "update-without-change"),
                Map.entry("writeOutsideTransaction", "write-outside-transaction")));
        if (!found.containsKey("inMemoryPagination")) {
            // From Hibernate 7.4 on, the database makes the page where it can.
            assertThat(Version.getVersionString()).matches("(7[.]4|8[.]).*");
            expected.remove("inMemoryPagination");
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void idleConnection_isLongerThanItsThreshold() {
        Map<String, String> found = run(Map.of("orm.tracing.testing.check.idle-connection", "fail", IDLE, "PT0S"));

        assertThat(found).containsKey("idleConnection").doesNotContainKey("idleConnection_not");
        assertThat(found.get("idleConnection"))
                .startsWith("ShopCase.idleConnection:\n"
                        + "[idle-connection] a transaction keeps its connection while it runs no statement for"
                        + " more than 0 ms: call other services before or after it\n\n"
                        + "The traces:");
    }

    @Test
    void checks_areOffAsLongAsNobodyWantsThem() {
        assertThat(run(Map.of())).isEmpty();
    }

    @Test
    void severities_areThoseOfTheProject() {
        assertThat(run(Map.of(CHECKS, "off", "orm.tracing.testing.check.n-plus-one", "fail")))
                .containsOnlyKeys("nPlusOne");
        assertThat(run(Map.of(CHECKS, "note"))).isEmpty();
        assertThat(run(Map.of(CHECKS, "on", "orm.tracing.testing.check.query-per-row", "note")))
                .containsKeys(
                        "nPlusOne", "unbatchedWrites", "planCacheMiss", "cartesianFetch", "writeOutsideTransaction")
                .doesNotContainKeys("queryPerRow", "idleFlush", "selectThenDelete");
        assertThat(run(Map.of(CHECKS, "loud")).get("nPlusOne"))
                .isEqualTo("orm.tracing.testing.checks=loud: allowed are off, note and fail");
    }

    @Test
    void knownFindings_areLeftForLater() throws IOException {
        Path known = folder.resolve("known.txt");
        Files.writeString(known, "# later\n" + ShopCase.class.getName() + ".nPlusOne n-plus-one Order.lines\n");

        assertThat(run(Map.of(
                        "orm.tracing.testing.check.n-plus-one",
                        "fail",
                        "orm.tracing.testing.check.query-per-row",
                        "fail",
                        "orm.tracing.testing.checks.known",
                        known.toString())))
                .doesNotContainKey("nPlusOne")
                .containsKey("queryPerRow");
    }

    @Test
    void suppressedChecks_areNotRun() {
        assertThat(run(Map.of(CHECKS, "fail", IDLE, "PT1H"))).doesNotContainKey("suppressed");
    }

    /** The names in brackets at the beginnings of lines. */
    private static String names(String message) {
        return Pattern.compile("^\\[([\\w-]+)] ", Pattern.MULTILINE)
                .matcher(message.substring(0, message.indexOf("\n\nThe traces:")))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> run(Map<String, String> parameters) {
        Map<String, String> failures = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .selectors(selectClass(ShopCase.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(37))
                .failed()
                .stream()
                .forEach(event -> failures.put(
                        event.getTestDescriptor().getDisplayName().replaceAll("\\(.*", ""),
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage()));
        return failures;
    }
}
