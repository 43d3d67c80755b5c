package dev.ormtracing.examples.shop;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.examples.Recording;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.TreeFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.tracing.test.autoconfigure.AutoConfigureTracing;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** How a service is tested by itself; Spring Boot's tests have no tracing without {@code @AutoConfigureTracing}. */
@SpringBootTest(properties = "spring.config.name=shop", webEnvironment = WebEnvironment.NONE)
@AutoConfigureTracing
@Import(Recording.class)
class ShopTest {

    @Autowired
    private Orders orders;

    @Autowired
    private Products products;

    @Autowired
    private History history;

    @Autowired
    private TraceRecorder recorder;

    private Traces traces;

    /** After two orders there are numbers of the sequences in store, whichever test comes first. */
    @BeforeEach
    void prepare() {
        orders.save(orderOfEverything());
        orders.save(orderOfEverything());
        recorder.reset();
        traces = recorder.traces().ignoring("compile");
    }

    @AfterEach
    void everySpanHasEnded() {
        recorder.check();
    }

    private Order orderOfEverything() {
        Order order = new Order("Ada");
        products.findAll().forEach(product -> order.add(product, 1));
        return order;
    }

    @Test
    void save_insertsTheLinesInOneBatch() {
        Order order = orderOfEverything();
        recorder.reset();

        orders.save(order);

        assertThatTraces(traces).matchesTree("""
                transaction
                  start_transaction
                    connect
                  operation Order.persist
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert orders
                      db_query CLIENT BATCH insert order_lines
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void findWithLines_isOneQuery() {
        long id = orders.save(orderOfEverything()).id();
        recorder.reset();

        assertThat(orders.findWithLinesById(id).orElseThrow().total()).isEqualTo("16.50");

        assertThatTraces(traces).hasAtMostQueries(1).hasNoLazyLoading();
    }

    @Test
    void history_hasTheMistakeThatItIsThereFor() {
        history.receipts();

        assertThat(traces.text(TreeFormat.standard().withAttributes("orm.n_plus_one")))
                .contains("orm.n_plus_one=[Order.lines");
    }
}
