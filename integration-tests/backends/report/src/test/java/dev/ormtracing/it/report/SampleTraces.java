package dev.ormtracing.it.report;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.INTERNAL;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;

/** Traces with times of their own, recorded by the real SDK. */
final class SampleTraces {

    static final String HOSTILE = "select '</script><script>document.title=\"run\"</script><img src=x"
            + " onerror=document.title=\"run\">' as \"Größe\", '\u2028<!--' from users where name = ?";

    private static final long BASE = 1_700_000_000_000_000_000L;

    private final TraceRecorder recorder = TraceRecorder.create();

    private SampleTraces() {}

    /** A request with an N+1 and a failure, and a statement of plain JDBC that would like to be a script. */
    static Traces few() {
        SampleTraces traces = new SampleTraces();
        Span request = traces.start(Context.root(), "GET /users", SERVER, 0, Attributes.empty());
        request.addEvent("orm.n_plus_one", nPlusOne());
        Context inRequest = Context.root().with(request);
        traces.operation(inRequest, "User.getResultList", 1_000_000, false);
        traces.operation(inRequest, "Post.persist", 6_000_000, true);
        request.end(BASE + 12_000_000, NANOSECONDS);
        traces.statement(Context.root(), "select users", HOSTILE, 20_000_000, 21_000_000);
        return traces.recorder.traces();
    }

    /** A statement that fails, and what let its exception pass. */
    static Traces failing() {
        SampleTraces traces = new SampleTraces();
        Span request = traces.start(Context.root(), "GET /users", SERVER, 0, Attributes.empty());
        Attributes find = Attributes.builder().put("name", "User.find").build();
        Span operation = traces.start(Context.root().with(request), "orm:client:operation", INTERNAL, 0, find);
        Attributes query =
                Attributes.builder().put("db.query.summary", "select users").build();
        Span statement = traces.start(Context.root().with(operation), "orm:client:db_query", CLIENT, 0, query);
        for (Span span : List.of(statement, operation, request)) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", "org.example.Timeout");
            end(span, 1_000_000);
        }
        return traces.recorder.traces();
    }

    /** Collections that are loaded one by one, the first a millisecond and the others half of one, after the list. */
    static Traces loop(int count, long nanosOfTheList) {
        SampleTraces traces = new SampleTraces();
        Span request = traces.start(Context.root(), "GET /posts", SERVER, 0, Attributes.empty());
        Context inRequest = Context.root().with(request);
        Attributes list = Attributes.builder().put("name", "Post.getResultList").build();
        Attributes tags =
                Attributes.builder().put("name", "Post.tags.initialize").build();
        end(traces.start(inRequest, "orm:client:operation", INTERNAL, 0, list), nanosOfTheList);
        long from = nanosOfTheList;
        for (int i = 0; i < count; i++) {
            Span load = traces.start(inRequest, "orm:client:operation", INTERNAL, from, tags);
            long until = from + (i == 0 ? 1_000_000 : 500_000);
            traces.statement(
                    Context.root().with(load), "select tags", "select t.id from tags t where t.post=?", from, until);
            if (i % 2 == 0) {
                // Some steps are too short for a span.
                Context inLoad = Context.root().with(load);
                end(traces.start(inLoad, "orm:client:hydrate", INTERNAL, until, Attributes.empty()), until);
            }
            end(load, until);
            from = until;
        }
        end(request, 10_000_000);
        return traces.recorder.traces();
    }

    /** One request with so many spans, five an operation. */
    static Traces many(int spans) {
        SampleTraces traces = new SampleTraces();
        Span request = traces.start(Context.root(), "GET /users", SERVER, 0, Attributes.empty());
        for (int i = 0; i < (spans - 1) / 5; i++) {
            traces.operation(Context.root().with(request), "User.find" + i, 1_000_000L * (1 + 5L * i), false);
        }
        request.end(BASE + 1_000_000L * (1 + spans), NANOSECONDS);
        return traces.recorder.traces();
    }

    private void operation(Context parent, String name, long from, boolean fails) {
        Span operation = start(
                parent,
                "orm:client:operation",
                INTERNAL,
                from,
                Attributes.builder().put("name", name).put("model", "User").build());
        Context inside = parent.with(operation);
        end(start(inside, "orm:client:serialize", INTERNAL, from, Attributes.empty()), from + 500_000);
        end(start(inside, "orm:client:connect", INTERNAL, from + 500_000, Attributes.empty()), from + 600_000);
        statement(
                inside,
                "select users",
                "select u.id, u.name from users u where u.id=?",
                from + 600_000,
                from + 3_000_000);
        end(start(inside, "orm:client:hydrate", INTERNAL, from + 3_000_000, Attributes.empty()), from + 4_000_000);
        if (fails) {
            operation.setStatus(StatusCode.ERROR);
            operation.setAttribute("error.type", "org.example.Failure");
        }
        end(operation, from + 4_000_000);
    }

    private void statement(Context parent, String summary, String text, long from, long until) {
        Attributes attributes = Attributes.of(
                AttributeKey.stringKey("db.system.name"), "h2",
                AttributeKey.stringKey("db.query.summary"), summary,
                AttributeKey.stringKey("db.query.text"), text);
        end(start(parent, "orm:client:db_query", CLIENT, from, attributes), until);
    }

    static Attributes nPlusOne() {
        return Attributes.builder()
                .put("orm.n_plus_one.subject", "User.posts")
                .put("orm.n_plus_one.count", 12)
                .put("orm.n_plus_one.duration", 0.0123)
                .put("orm.n_plus_one.loaded_by", "User.getResultList")
                .put("orm.n_plus_one.remedy", "join fetch User.posts")
                .build();
    }

    private Span start(Context parent, String name, SpanKind kind, long from, Attributes attributes) {
        return recorder.openTelemetry()
                .getTracer("sample")
                .spanBuilder(name)
                .setParent(parent)
                .setSpanKind(kind)
                .setAllAttributes(attributes)
                .setStartTimestamp(BASE + from, NANOSECONDS)
                .startSpan();
    }

    private static void end(Span span, long until) {
        span.end(BASE + until, NANOSECONDS);
    }
}
