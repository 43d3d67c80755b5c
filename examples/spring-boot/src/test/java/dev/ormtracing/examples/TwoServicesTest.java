package dev.ormtracing.examples;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ormtracing.examples.shop.ShopApplication;
import dev.ormtracing.examples.stock.StockApplication;
import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.internal.check.Checks;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The services run as they would apart, each with a server and an OpenTelemetry of its own; one recorder sees both. */
class TwoServicesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PROXY = "00f067aa0ba902b7";
    private static final String FROM_THE_PROXY = "00-" + TRACE + "-" + PROXY + "-01";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TraceRecorder recorder = TraceRecorder.create();
    private static ConfigurableApplicationContext stock;
    private static ConfigurableApplicationContext shop;

    @BeforeAll
    static void start() {
        stock = start(StockApplication.class, "stock");
        shop = start(ShopApplication.class, "shop", "--shop.stock-url=" + url(stock));
    }

    private static ConfigurableApplicationContext start(Class<?> service, String name, String... arguments) {
        ApplicationContextInitializer<GenericApplicationContext> recording =
                context -> context.registerBean("recorder", SpanProcessor.class, recorder::spanProcessor);
        return new SpringApplicationBuilder(service)
                .properties("spring.config.name=" + name)
                .initializers(recording)
                .run(withFreePort(arguments));
    }

    private static String[] withFreePort(String[] arguments) {
        return Stream.concat(Stream.of("--server.port=0"), Stream.of(arguments)).toArray(String[]::new);
    }

    private static String url(ConfigurableApplicationContext service) {
        return "http://localhost:" + service.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        shop.close();
        stock.close();
        recorder.close();
    }

    private final Traces traces = recorder.traces().ignoring("compile");

    @BeforeEach
    void forgetWhatWasBefore() {
        order("tea", 1);
        order("tea", 1);
        awaitEnd();
        recorder.reset();
    }

    @Test
    void anOrder_isOneTraceOverBothServices() {
        HttpResponse<String> response = send(post("tea", 2).header("traceparent", FROM_THE_PROXY));

        assertThat(response.statusCode()).isEqualTo(201);
        awaitEnd();
        assertThatTraces(traces).matchesTree("""
                http post /orders SERVER
                  operation Product.getResultList
                    serialize
                    connect
                    db_query CLIENT select products
                    hydrate
                  http post CLIENT
                    http post /reservations SERVER
                      transaction
                        start_transaction
                          connect
                        operation Item.executeUpdate
                          serialize
                          db_query CLIENT update items
                        commit_transaction
                          db_query CLIENT COMMIT
                  transaction
                    start_transaction
                      connect
                    operation Order.persist
                    commit_transaction
                      flush
                        serialize
                        db_query CLIENT insert orders
                        db_query CLIENT insert order_lines
                      db_query CLIENT COMMIT
                """);
        assertThat(traces.stream().map(tree -> tree.span().getTraceId())).containsOnly(TRACE);
        assertThat(traces.trees().get(0).span().getParentSpanId()).isEqualTo(PROXY);
    }

    @Test
    void anOrderOfTooMuch_isRolledBackInTheStockAndNeverWritten() {
        assertThat(order("mug", 1000).statusCode()).isEqualTo(409);

        awaitEnd();
        assertThatTraces(traces).matchesTree("""
                http post /orders SERVER
                  operation Product.getResultList
                    ...
                  http post CLIENT ERROR
                    http post /reservations SERVER
                      transaction
                        start_transaction
                          connect
                        operation Item.executeUpdate
                          serialize
                          db_query CLIENT update items
                        rollback_transaction
                          db_query CLIENT ROLLBACK
                """);
    }

    /** What the services do is no mistake. */
    @Test
    void checks_findNothing(TestInfo test) {
        List<HttpRequest.Builder> uses = List.of(
                post("tea", 1),
                post("mug", 1000),
                post("nothing", 1),
                get("/products"),
                get("/orders/1"),
                get("/orders/1000000"));
        List<String> falseAlarms = new ArrayList<>();
        for (HttpRequest.Builder use : uses) {
            recorder.reset();
            send(use);
            awaitEnd();
            try {
                new Checks()
                        .finished(new FinishedTest(
                                TwoServicesTest.class,
                                test.getTestMethod().orElseThrow(),
                                "",
                                recorder.traces().trees(),
                                recorder,
                                new AllFail()));
            } catch (AssertionError finding) {
                falseAlarms.add(finding.getMessage());
            }
        }

        System.out.printf(
                "False alarms of the checks in %d requests to the shop: %.1f %%%n",
                uses.size(), 100.0 * falseAlarms.size() / uses.size());
        assertThat(falseAlarms).isEmpty();
    }

    /** Notes too; but how long a connection is idle depends on the machine. */
    private record AllFail() implements FinishedTest.Run {

        @Override
        public @Nullable String parameter(String name) {
            return switch (name) {
                case "orm.tracing.testing.checks" -> "fail";
                case "orm.tracing.testing.check.idle-connection" -> "off";
                default -> null;
            };
        }

        @Override
        public <T extends AutoCloseable> T get(Class<T> type, Supplier<T> creator) {
            return creator.get();
        }
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(url(shop) + path)).GET();
    }

    private static HttpResponse<String> order(String sku, int quantity) {
        return send(post(sku, quantity));
    }

    private static HttpRequest.Builder post(String sku, int quantity) {
        String basket = """
                {"customer": "Ada", "lines": [{"sku": "%s", "quantity": %d}]}""".formatted(sku, quantity);
        return HttpRequest.newBuilder(URI.create(url(shop) + "/orders"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(basket));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A client has its answer before the server has ended the span of the request. */
    private static void awaitEnd() {
        await().atMost(Duration.ofMinutes(2)).until(() -> recorder.openSpans().isEmpty());
    }
}
