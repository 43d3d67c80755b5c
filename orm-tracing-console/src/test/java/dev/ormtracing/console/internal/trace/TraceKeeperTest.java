package dev.ormtracing.console.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.console.internal.http.OwnRequests;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceKeeperTest {

    private TraceKeeper keeper = new TraceKeeper(Limits.STANDARD, new OwnRequests("/orm-traces"));

    @Test
    void traces_areThereWithTheirSpans() {
        request("GET /users", 2);
        request("GET /posts", 3);

        assertThat(labels(0)).containsExactly("GET /users", "GET /posts");
        assertThat(keeper.since(0).get(1).spans()).hasSize(4);
    }

    @Test
    void traces_areThoseThatHaveChangedSince() {
        request("GET /users", 2);
        labels(0);
        long seen = keeper.number();
        request("GET /posts", 3);

        assertThat(labels(seen)).containsExactly("GET /posts");
    }

    @Test
    void oldestTraces_makeRoom() {
        keeper = new TraceKeeper(Limits.STANDARD.withTraces(2), span -> false);
        request("one", 1);
        request("two", 1);
        request("three", 1);

        assertThat(labels(0)).containsExactly("two", "three");
    }

    @Test
    void oldestTraces_makeRoomForSpans() {
        keeper = new TraceKeeper(Limits.STANDARD.withSpans(10), span -> false);
        request("one", 1);
        request("two", 1);
        for (int i = 0; i < 4; i++) {
            request("more", 1);
        }

        assertThat(labels(0)).containsExactly("two", "more", "more", "more", "more");
    }

    @Test
    void oldestTraces_makeRoomForBytes() {
        keeper = new TraceKeeper(Limits.STANDARD.withBytes(100_000), span -> false);
        for (int i = 0; i < 10; i++) {
            Span span = tracer(Sampler.alwaysOn()).spanBuilder("trace " + i).startSpan();
            span.setAttribute("db.query.text", "x".repeat(10_000));
            span.end();
        }

        assertThat(labels(0)).containsExactly("trace 6", "trace 7", "trace 8", "trace 9");
    }

    @Test
    void longTrace_keepsItsFirstSpansAndItsTop() {
        keeper = new TraceKeeper(Limits.STANDARD.withSpans(50), span -> false);
        request("import", 30);

        labels(0);
        KeptTrace trace = keeper.since(0).get(0);
        assertThat(trace.spans()).hasSize(11);
        assertThat(trace.leftOut()).isEqualTo(20);
        assertThat(trace.summary()).containsEntry("label", "import").containsEntry("leftOut", 20L);
    }

    @Test
    void unsampledSpans_areNotKept() {
        for (Sampler sampler : List.of(Sampler.alwaysOff(), new RecordOnly())) {
            tracer(sampler).spanBuilder("GET /users").startSpan().end();
        }

        assertThat(labels(0)).isEmpty();
    }

    @Test
    void runningJob_isThereOnceItHasUsedTheDatabase() {
        Tracer tracer = tracer(Sampler.alwaysOn());
        Span job = tracer.spanBuilder("job").startSpan();
        Context inJob = Context.root().with(job);
        tracer.spanBuilder("something else").setParent(inJob).startSpan().end();
        assertThat(labels(0)).isEmpty();

        orm().spanBuilder("orm:client:transaction").setParent(inJob).startSpan().end();
        labels(0);
        assertThat(keeper.since(0).get(0).summary()).containsEntry("running", true);

        job.end();
        assertThat(labels(0)).containsExactly("job");
        assertThat(keeper.since(0).get(0).summary()).containsEntry("running", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url.path=/orm-traces",
                "uri=/orm-traces/**",
                "http.url=http://localhost:8080/app/orm-traces/stream?since=1",
                "http.target=/orm-traces?x"
            })
    void requestsOfThePage_areNotKept(String attribute) {
        Tracer tracer = tracer(Sampler.alwaysOn());
        String[] keyAndValue = attribute.split("=", 2);
        Span request = tracer.spanBuilder("GET")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(keyAndValue[0], keyAndValue[1])
                .startSpan();
        Context inRequest = Context.root().with(request);
        tracer.spanBuilder("security").setParent(inRequest).startSpan().end();
        request.end();
        tracer.spanBuilder("late").setParent(inRequest).startSpan().end();

        assertThat(labels(0)).isEmpty();
    }

    @Test
    void requestsOfTheApplication_areKept() {
        tracer(Sampler.alwaysOn())
                .spanBuilder("GET /orm-traces-of-mine")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("url.path", "/orm-traces-of-mine")
                .startSpan()
                .end();

        assertThat(labels(0)).hasSize(1);
    }

    @Test
    void clear_forgetsAll() {
        request("GET /users", 2);
        labels(0);
        keeper.clear();

        assertThat(labels(0)).isEmpty();
        assertThat(keeper.clears()).isEqualTo(1);
    }

    @Test
    void stop_keepsNothingMore() {
        keeper.stop();
        request("GET /users", 2);

        assertThat(labels(0)).isEmpty();
    }

    private List<Object> labels(long since) {
        keeper.read();
        return keeper.since(since).stream()
                .map(trace -> trace.summary().get("label"))
                .toList();
    }

    private void request(String name, int children) {
        Tracer tracer = tracer(Sampler.alwaysOn());
        Span request = tracer.spanBuilder(name).startSpan();
        for (int i = 0; i < children; i++) {
            tracer.spanBuilder("child")
                    .setParent(Context.root().with(request))
                    .startSpan()
                    .end();
        }
        request.end();
    }

    private Tracer tracer(Sampler sampler) {
        return provider(sampler).get("test");
    }

    private Tracer orm() {
        return provider(Sampler.alwaysOn()).get("dev.ormtracing.hibernate");
    }

    private SdkTracerProvider provider(Sampler sampler) {
        return SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(keeper)
                .build();
    }
}
