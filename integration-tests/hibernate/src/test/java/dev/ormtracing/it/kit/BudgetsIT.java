package dev.ormtracing.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.budget.ExpectMaxQueryCount;
import dev.ormtracing.testing.budget.MaxQueries;
import dev.ormtracing.testing.budget.MaxRows;
import dev.ormtracing.testing.budget.NoLazyLoading;
import dev.ormtracing.testing.budget.NoNPlusOne;
import dev.ormtracing.testing.budget.NoWritesOutsideTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

class BudgetsIT {

    @MaxQueries(100)
    @NoWritesOutsideTransaction
    static class ShopCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        private static Shop shop;

        @BeforeAll
        static void open() {
            shop = Shop.open(Database.H2, TRACING.openTelemetry(), Set.of(Shop.Mistake.N_PLUS_ONE));
        }

        @AfterAll
        static void close() {
            shop.close();
        }

        @BeforeEach
        void prepare(Traces traces) {
            shop.empty();
            shop.fill();
            traces.clear();
        }

        @Test
        @MaxQueries(1)
        void queries_areTooMany() {
            shop.products();
            shop.ordersOf("customer 0");
        }

        @Test
        @MaxQueries(7)
        void queries_areAsManyAsAllowed() {
            shop.linesOfAll();
        }

        @Test
        @ExpectMaxQueryCount(1)
        void queriesByTheirOtherName_areTooMany() {
            shop.linesOfAll();
        }

        @Test
        @MaxRows(5)
        void rows_areTooMany() {
            shop.ordersOf("customer 0");
            shop.ordersOf("customer 1");
        }

        @Test
        @MaxRows(6)
        void rows_areAsManyAsAllowed() {
            shop.ordersOf("customer 0");
            shop.ordersOf("customer 1");
        }

        @Test
        @NoNPlusOne
        void nPlusOne_isFound() {
            shop.linesOfAll();
        }

        @Test
        @NoLazyLoading
        void lazyLoads_areFound() {
            shop.linesOfAll();
        }

        @Test
        @NoLazyLoading
        @NoNPlusOne
        void oneQuery_isNeither() {
            shop.ordersOf("customer 0");
        }

        @Test
        void writeInATransaction_isFine() {
            shop.checkout();
        }

        @Test
        void writeOutsideOfATransaction_isFound() {
            try (StatelessSession session = shop.sessions().openStatelessSession()) {
                session.insert(new Stock("product 9", 1));
            }
        }

        @Test
        @NoWritesOutsideTransaction(false)
        void demandOfTheClass_isLifted() {
            try (StatelessSession session = shop.sessions().openStatelessSession()) {
                session.insert(new Stock("product 9", 1));
            }
        }

        @Test
        void jdbcInATransactionOfItsOwn_isFine() {
            shop.sessions()
                    .inSession(session -> session.doWork(connection -> {
                        connection.setAutoCommit(false);
                        update(connection);
                        connection.commit();
                        connection.setAutoCommit(true);
                    }));
        }

        @Test
        void jdbcWithoutATransaction_isFound() {
            shop.sessions().inSession(session -> session.doWork(ShopCase::update));
        }

        private static void update(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("update shop_stock set pieces = 0");
            }
        }

        @Nested
        class NestedCase {

            @Test
            @MaxQueries(1)
            void budgetOfTheClassAround_applies() {
                try (StatelessSession session = shop.sessions().openStatelessSession()) {
                    session.insert(new Stock("product 9", 1));
                }
            }
        }
    }

    @Test
    void budgets_sayWhatIsOver() {
        Map<String, String> failures = failures();

        assertThat(failures)
                .containsOnlyKeys(
                        "queries_areTooMany",
                        "queriesByTheirOtherName_areTooMany",
                        "rows_areTooMany",
                        "nPlusOne_isFound",
                        "lazyLoads_areFound",
                        "writeOutsideOfATransaction_isFound",
                        "jdbcWithoutATransaction_isFound",
                        "budgetOfTheClassAround_applies");
        assertThat(failures.get("queries_areTooMany")).startsWith("""
                ShopCase.queries_areTooMany is over its budget.
                @MaxQueries(1): 2 queries
                  Line.getResultList, select shop_lines: 1
                  Order.getResultList, select shop_orders: 1

                The traces:

                operation Line.""");
        assertThat(failures.get("queriesByTheirOtherName_areTooMany")).contains("""
                @MaxQueries(1): 7 queries
                  Order.lines.initialize, select shop_lines: 6
                  Order.getResultList, select shop_orders: 1
                """);
        assertThat(failures.get("rows_areTooMany")).contains("""
                @MaxRows(5): 6 rows
                  Order.getResultList: 6
                """);
        assertThat(failures.get("nPlusOne_isFound")).contains("""
                @NoNPlusOne:
                  Order.lines (6 times) below [transaction]; remedy: join fetch Order.lines\
                """);
        assertThat(failures.get("lazyLoads_areFound")).contains("""
                @NoLazyLoading: 6 lazy loads
                  Order.lines.initialize: 6
                """);
        assertThat(failures.get("writeOutsideOfATransaction_isFound")).contains("""
                @NoWritesOutsideTransaction: 1 writes
                  Stock.insert, insert shop_stock: 1
                """);
        assertThat(failures.get("jdbcWithoutATransaction_isFound")).contains("@NoWritesOutsideTransaction: 1 writes");
    }

    private static Map<String, String> failures() {
        Map<String, String> failures = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ShopCase.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(14))
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
