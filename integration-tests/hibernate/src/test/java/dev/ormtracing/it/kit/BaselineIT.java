package dev.ormtracing.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ormtracing.it.kit.Shop.Mistake;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests of an application are run again and again, each time in an order of their own: as they are, and with mistakes. */
@Isolated("the application of a run is a static field")
class BaselineIT {

    /** With four versions of Hibernate more than fifty in each build. */
    private static final int RUNS = Integer.getInteger("baseline.runs", 13);

    private static Database database = Database.H2;
    private static Set<Mistake> mistakes = Set.of();

    @TempDir
    Path folder;

    static class ShopCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        private static Shop shop;

        @BeforeAll
        static void open() {
            shop = Shop.open(database, TRACING.openTelemetry(), mistakes);
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
        void checkout() {
            shop.checkout();
        }

        @Test
        void checkoutTwice() {
            shop.checkout();
            shop.checkout();
        }

        @Test
        void lines() {
            assertThat(shop.linesOfAll()).isEqualTo(18);
        }

        @Test
        void ordersOfOne() {
            assertThat(shop.ordersOf("customer 0")).isEqualTo(3);
        }

        @Test
        void ordersOfAnother() {
            assertThat(shop.ordersOf("customer 1")).isEqualTo(3);
        }

        @Test
        void products() {
            assertThat(shop.products()).hasSize(18);
        }
    }

    static Stream<Database> databases() {
        return Database.all().stream().filter(each -> each == Database.H2 || each == Database.POSTGRESQL);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void equalRuns_raiseNoAlarm(Database runsOn) throws IOException {
        database = runsOn;
        mistakes = Set.of();
        Path first = folder.resolve("first.txt");
        run(0, Map.of("orm.tracing.testing.baseline.output", first.toString()));

        for (int seed = 1; seed <= RUNS; seed++) {
            Path again = folder.resolve("run" + seed + ".txt");
            Events events = run(
                    seed,
                    Map.of(
                            "orm.tracing.testing.baseline", first.toString(),
                            "orm.tracing.testing.baseline.fail-on", "change",
                            "orm.tracing.testing.baseline.output", again.toString()));

            assertThat(failures(events)).as("seed " + seed).isEmpty();
            assertThat(again).hasSameTextualContentAs(first);
        }
    }

    @Test
    void baseline_hasABlockForEachTest() throws IOException {
        assertThat(baseline()).isEqualTo("""
                # What each test does on the database: orm-tracing compares the next run with it, and writes it with
                # -Dorm.tracing.testing.update=true. Merge it as text, or take either side and run that again.

                dev.ormtracing.it.kit.BaselineIT$ShopCase.checkout
                  1x Order.persist
                  1x Stock.find, 1 row
                    1x select shop_stock (2 columns, where)
                  commit
                    1x flush, 12 entities, 11 inserts, 1 update
                    1x insert shop_lines, 10 in batches
                    1x insert shop_orders
                    1x update shop_stock

                dev.ormtracing.it.kit.BaselineIT$ShopCase.checkoutTwice
                  2x Order.persist
                  2x Stock.find, 2 rows
                    2x select shop_stock (2 columns, where)
                  commit
                    2x flush, 24 entities, 22 inserts, 2 updates
                    2x insert shop_lines, 20 in batches
                    2x insert shop_orders
                    2x update shop_stock

                dev.ormtracing.it.kit.BaselineIT$ShopCase.lines
                  1x Order.getResultList, 18 rows
                    1x select shop_orders shop_lines (7 columns, 1 join)
                  commit
                    1x flush, 24 entities

                dev.ormtracing.it.kit.BaselineIT$ShopCase.ordersOfAnother
                  1x Order.getResultList, 3 rows, plan cache hit
                    1x select shop_orders (4 columns, where)

                dev.ormtracing.it.kit.BaselineIT$ShopCase.ordersOfOne
                  1x Order.getResultList, 3 rows, plan cache hit
                    1x select shop_orders (4 columns, where)

                dev.ormtracing.it.kit.BaselineIT$ShopCase.products
                  1x Line.getResultList, 18 rows
                    1x select shop_lines (1 column)
                """);
    }

    @Test
    void addedStatement_isNamed() throws IOException {
        assertThat(changesBy(Mistake.ADDED_STATEMENT))
                .contains("`BaselineIT$ShopCase.checkout`: +1 statement `select shop_stock` in `Stock.find`;"
                        + " +1 `Stock.find`; `Stock.find` reads 2 rows instead of 1;"
                        + " flush work in `commit`: 13 checked entities instead of 12\n");
    }

    @Test
    void newNPlusOne_isNamed() throws IOException {
        assertThat(changesBy(Mistake.N_PLUS_ONE))
                .startsWith(
                        "`BaselineIT$ShopCase.lines`: +6 statements `select shop_lines` in `Order.lines.initialize`;"
                                + " `select shop_orders` (4 columns) in `Order.getResultList` instead of"
                                + " `select shop_orders shop_lines` (7 columns, 1 join); new N+1 `Order.lines`;");
    }

    /** By whichever test is not the first to execute the query. */
    @Test
    void lostPlanCacheHit_isNamed() throws IOException {
        assertThat(changesBy(Mistake.CONCATENATED_QUERY))
                .containsPattern("`BaselineIT\\$ShopCase.ordersOf(One|Another)`: `Order.getResultList` lost its"
                        + " plan-cache hit\n");
    }

    @Test
    void lostBatch_isNamed() throws IOException {
        assertThat(changesBy(Mistake.LOST_BATCH))
                .contains("`BaselineIT$ShopCase.checkout`: `insert shop_lines` in `commit` lost its batch:"
                        + " 10 statements instead of 1\n")
                .contains("`BaselineIT$ShopCase.checkoutTwice`: `insert shop_lines` in `commit` lost its batch:"
                        + " 20 statements instead of 2\n");
    }

    @Test
    void widerFetch_isNamed() throws IOException {
        assertThat(changesBy(Mistake.WIDER_FETCH))
                .startsWith("`BaselineIT$ShopCase.products`: wider fetch: `select shop_lines shop_orders`"
                        + " (6 columns, 1 join) in `Line.getResultList` instead of `select shop_lines` (1 column)\n");
    }

    /** The message of the test that fails says how to accept it. */
    private String changesBy(Mistake mistake) throws IOException {
        Path before = folder.resolve("before.txt");
        Files.writeString(before, baseline());
        mistakes = Set.of(mistake);
        return failures(run(7, Map.of("orm.tracing.testing.baseline", before.toString())));
    }

    private String baseline() throws IOException {
        database = Database.H2;
        mistakes = Set.of();
        Path file = folder.resolve("baseline.txt");
        Files.deleteIfExists(file);
        run(0, Map.of("orm.tracing.testing.baseline.output", file.toString()));
        return Files.readString(file);
    }

    private static Events run(long seed, Map<String, String> parameters) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.testmethod.order.default", MethodOrderer.Random.class.getName())
                .configurationParameter("junit.jupiter.execution.order.random.seed", String.valueOf(seed))
                .configurationParameters(parameters)
                .selectors(selectClass(ShopCase.class))
                .execute()
                .allEvents();
    }

    private static String failures(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getMessage())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
