package dev.ormtracing.it.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ormtracing.spring.test.AutoConfigureOrmTracing;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is told of the repositories of Spring Data that read or write again and again, and of what only looks like it. */
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {"spring.flyway.enabled=false", "spring.liquibase.enabled=false"})
@AutoConfigureOrmTracing
class RepeatedReadsIT {

    private static final int CUSTOMERS = 24;
    private static final String READS = "orm.n_plus_one";
    private static final String WRITES = "orm.unbatched_writes";
    private static final String JOIN = "one query with a join or an IN list";
    private static final String BATCH = "hibernate.jdbc.batch_size, with order_inserts and order_updates";
    private static final String PURCHASES =
            "Customer.purchases 24 after Customer.%s: join fetch Customer.purchases, @BatchSize on it, or an entity graph";
    private static final String COUNTRY = "Country 24 after Customer.%s: join fetch of the association to Country,"
            + " @BatchSize on the class Country, or an entity graph";

    private static final Specification<Customer> GHENT =
            (root, query, builder) -> builder.equal(root.get("city"), "Ghent");

    @Autowired
    private Customers customers;

    @Autowired
    private Purchases purchases;

    @Autowired
    private Countries countries;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private EntityManagerFactory factory;

    @Autowired
    private TraceRecorder recorder;

    private final List<Long> ids = new ArrayList<>();

    private void fill() {
        transaction.executeWithoutResult(status -> {
            purchases.deleteAllInBatch();
            customers.deleteAllInBatch();
            countries.deleteAllInBatch();
            ids.clear();
            for (int i = 0; i < CUSTOMERS; i++) {
                Customer customer = new Customer("Name %02d".formatted(i));
                customer.country = countries.save(new Country("C" + i));
                customer.purchases.add(new Purchase(customer));
                ids.add(customers.save(customer).id);
            }
        });
    }

    private Map<String, Runnable> harmless() {
        Pageable first = PageRequest.of(0, 3, Sort.by("name"));
        Map<String, Runnable> uses = new LinkedHashMap<>();
        uses.put("pages", () -> pages(page -> customers.findPageWithCountryByCity("Ghent", page), first));
        uses.put("slices", () -> pages(page -> customers.findSliceByCity("Ghent", page), first));
        uses.put("pages of HQL", () -> pages(page -> customers.pageOf("Ghent", page), first));
        uses.put("pages of SQL", () -> pages(page -> customers.nativePageOf("Ghent", page), first));
        uses.put("pages of all", () -> pages(customers::findAll, first));
        uses.put("pages of a specification", () -> pages(page -> customers.findAll(GHENT, page), first));
        uses.put("pages of an example", () -> pages(page -> customers.findAll(example(), page), first));
        uses.put(
                "windows by key",
                () -> windows(at -> customers.findFirst2ByCityOrderById("Ghent", at), ScrollPosition.keyset()));
        uses.put(
                "windows by offset",
                () -> windows(at -> customers.findFirst3ByCityOrderByName("Ghent", at), ScrollPosition.offset()));
        uses.put("windows of a specification, in any case", () -> {
            Sort sort = Sort.by(Order.desc("name").ignoreCase(), Order.asc("id"));
            windows(
                    at -> customers.findBy(
                            GHENT, query -> query.sortBy(sort).limit(3).scroll(at)),
                    ScrollPosition.keyset());
        });
        uses.put("chunks of ids", () -> {
            for (int i = 0; i < 6; i++) {
                customers.findAllById(ids.subList(i, i + 12));
            }
        });
        return uses;
    }

    @TestFactory
    Stream<DynamicTest> harmless_isNotTold() {
        Map<String, Consumer<Runnable>> places =
                Map.of("a request", this::inRequest, "a transaction", this::inTransaction);
        return places.entrySet().stream()
                .flatMap(place -> harmless().entrySet().stream()
                        .map(use -> dynamicTest(use.getKey() + " in " + place.getKey(), () -> {
                            fill();
                            recorder.traces().clear();
                            place.getValue().accept(use.getValue());
                            assertThat(told()).allMatch(text -> text.startsWith("Country "));
                        })));
    }

    private Map<String, Runnable> units() {
        Map<String, Runnable> uses = new LinkedHashMap<>();
        uses.put("save, a transaction each", () -> inRequest(() -> names().forEach(customers::save)));
        uses.put("delete by id, a transaction each", () -> inRequest(() -> ids.forEach(customers::deleteById)));
        uses.put("update, a transaction each", () -> inRequest(() -> ids.forEach(id -> customers.move(id, "Rome"))));
        uses.put(
                "retries",
                () -> inRequest(() -> {
                    for (int i = 0; i < 10; i++) {
                        transaction.executeWithoutResult(status -> {
                            customers.existsById(ids.get(0));
                            status.setRollbackOnly();
                        });
                    }
                }));
        uses.put("bulk", () -> {
            purchases.deleteAllInBatch();
            customers.deleteAllByIdInBatch(ids);
        });
        return uses;
    }

    @TestFactory
    Stream<DynamicTest> unitsOfWork_areNotTold() {
        return units().entrySet().stream()
                .map(use -> dynamicTest(use.getKey(), () -> {
                    fill();
                    recorder.traces().clear();
                    use.getValue().run();
                    assertThat(told()).isEmpty();
                }));
    }

    private Map<Runnable, List<String>> mistakes() {
        Map<Runnable, List<String>> uses = new LinkedHashMap<>();
        uses.put(() -> customers.findByCity("Ghent"), List.of(COUNTRY.formatted("getResultList")));
        uses.put(() -> customers.findAll(GHENT), List.of(COUNTRY.formatted("getResultList")));
        uses.put(() -> customers.findAll(example()), List.of(COUNTRY.formatted("getResultList")));
        uses.put(
                () -> inTransaction(() -> customers.findAllById(ids).forEach(Customer::touch)),
                List.of(COUNTRY.formatted("getResultList"), PURCHASES.formatted("getResultList")));
        uses.put(
                () -> inTransaction(() -> customers
                        .findWithPurchasesByCity("Ghent")
                        .forEach(c -> c.getPurchases().size())),
                List.of(COUNTRY.formatted("getResultList"), PURCHASES.formatted("getResultList")));
        uses.put(
                () -> inTransaction(() -> {
                    try (Stream<Customer> all = customers.streamByCity("Ghent")) {
                        all.forEach(Customer::touch);
                    }
                }),
                List.of(COUNTRY.formatted("getResultStream"), PURCHASES.formatted("getResultStream")));
        uses.put(
                () -> inTransaction(() -> ids.forEach(customers::findById)),
                List.of("Customer.find 24: findMultiple (byMultipleIds), or a query with an IN list"));
        uses.put(
                () -> inRequest(() -> ids.forEach(customers::existsById)),
                List.of("Customer.getSingleResult 5: " + JOIN));
        uses.put(
                () -> inTransaction(() -> ids.forEach(customers::named)),
                List.of("Customer.getSingleResult 24: " + JOIN));
        uses.put(() -> inTransaction(() -> ids.forEach(customers::nativeName)), List.of("select customer 24: " + JOIN));
        uses.put(
                () -> inTransaction(() -> ids.forEach(purchases::countByCustomerId)),
                List.of("Purchase.getSingleResult 24: " + JOIN));
        uses.put(
                () -> inTransaction(
                        () -> ids.forEach(id -> customers.getReferenceById(id).getName())),
                List.of(
                        "Customer 24: findMultiple (byMultipleIds) or a query with an IN list before, or join fetch where an"
                                + " association leads to them"));
        uses.put(
                () -> countries.saveAll(IntStream.range(0, 10)
                        .mapToObj(i -> new Country("new" + i))
                        .toList()),
                List.of(
                        "Country.merge 10: persist, since there were no such rows, or a @Version field, which tells what is new",
                        "insert country 10: " + BATCH));
        uses.put(() -> customers.saveAll(names()), List.of("insert customer 24: " + BATCH));
        uses.put(
                () -> purchases.saveAll(ids.stream().map(id -> new Purchase()).toList()),
                List.of("insert purchase 24: a sequence for the ids, since IDENTITY prevents batches, and"
                        + " hibernate.jdbc.batch_size"));
        uses.put(
                () -> inTransaction(() -> ids.forEach(id -> customers.move(id, "Rome"))),
                List.of("Customer.executeUpdate 24: one statement with an IN list"));
        uses.put(
                () -> inTransaction(() -> ids.forEach(id -> customers.moveNatively(id, "Rome"))),
                List.of("update customer 24: one statement with an IN list"));
        uses.put(
                () -> customers.deleteByCity("Ghent"),
                List.of(
                        COUNTRY.formatted("getResultList"),
                        "delete customer 24: " + BATCH,
                        "delete purchase 24: " + BATCH));
        uses.put(purchases::deleteAll, List.of("delete purchase 24: " + BATCH));
        return uses;
    }

    @TestFactory
    Stream<DynamicTest> mistake_isToldWithItsRemedy() {
        return mistakes().entrySet().stream()
                .map(use -> dynamicTest(use.getValue().toString(), () -> {
                    fill();
                    recorder.traces().clear();
                    use.getKey().run();
                    assertThat(told()).containsExactlyInAnyOrderElementsOf(use.getValue());
                }));
    }

    @Test
    void lazyInView_isToldAfterWhatItsLinksLeadTo() {
        fill();
        recorder.traces().clear();

        inRequest(() -> inView(() -> customers.findGraphByCity("Ghent")));
        assertThat(told()).isEmpty();

        inRequest(() -> inView(() -> customers.findByCity("Ghent").forEach(Customer::touch)));

        assertThat(told()).contains(PURCHASES.formatted("getResultList").replace("24", "5"));
        List<SpanTree> loads = recorder.traces().operations("Customer.purchases.initialize");
        assertThat(loads).hasSize(CUSTOMERS);
        assertThat(loads.stream()
                        .flatMap(load -> load.span().getLinks().stream())
                        .map(this::nameOf))
                .hasSize(CUSTOMERS)
                .containsOnly("Customer.getResultList");
    }

    private @Nullable Object nameOf(LinkData link) {
        return recorder.traces().stream()
                .filter(tree ->
                        tree.span().getSpanId().equals(link.getSpanContext().getSpanId()))
                .map(tree -> tree.attribute("name"))
                .findFirst()
                .orElse(null);
    }

    private List<String> told() {
        return recorder.traces().stream()
                .flatMap(tree -> tree.span().getEvents().stream())
                .filter(event ->
                        event.getName().equals(READS) || event.getName().equals(WRITES))
                .map(RepeatedReadsIT::text)
                .toList();
    }

    /** The next version of Spring Data asks for one result by another method. */
    private static String text(EventData event) {
        Attributes told = event.getAttributes();
        String name = event.getName() + ".";
        String loadedBy = told.get(AttributeKey.stringKey(name + "loaded_by"));
        String subject = String.valueOf(told.get(AttributeKey.stringKey(name + "subject")));
        return subject.replace("OrNull", "") + " "
                + told.get(AttributeKey.longKey(name + "count"))
                + (loadedBy == null ? "" : " after " + loadedBy) + ": "
                + told.get(AttributeKey.stringKey(name + "remedy"));
    }

    private static List<Customer> names() {
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> new Customer("New " + i))
                .toList();
    }

    private static Example<Customer> example() {
        return Example.of(new Customer(""), ExampleMatcher.matching().withIgnorePaths("name", "purchases"));
    }

    private static void pages(Function<Pageable, ? extends Slice<Customer>> query, Pageable first) {
        int pages = 0;
        for (Pageable page = first; page.isPaged(); pages++) {
            page = query.apply(page).nextPageable();
        }
        assertThat(pages).isEqualTo(CUSTOMERS / 3);
    }

    private static void windows(Function<ScrollPosition, Window<Customer>> query, ScrollPosition first) {
        int windows = 1;
        Window<Customer> window = query.apply(first);
        while (window.hasNext() && windows <= CUSTOMERS) {
            window = query.apply(window.positionAt(window.size() - 1));
            windows++;
        }
        assertThat(windows).isBetween(CUSTOMERS / 3, CUSTOMERS / 2);
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    private void inRequest(Runnable work) {
        Span request = recorder.openTelemetry()
                .getTracer("test")
                .spanBuilder("request")
                .startSpan();
        try (Scope ignored = request.makeCurrent()) {
            work.run();
        } finally {
            request.end();
        }
    }

    /** As Spring's interceptor does it for a request. */
    private void inView(Runnable work) {
        try (EntityManager session = factory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
            try {
                work.run();
            } finally {
                TransactionSynchronizationManager.unbindResource(factory);
            }
        }
    }
}
