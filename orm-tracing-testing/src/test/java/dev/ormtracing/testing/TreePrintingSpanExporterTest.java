package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.app;
import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TreePrintingSpanExporterTest {

    private final List<String> printed = new ArrayList<>();

    @Test
    void export_printsATreeWhenItsRootHasEnded() {
        try (TraceRecorder recorder = printingTo(builder -> builder)) {
            app("GET /users", SpanKind.SERVER)
                    .with(
                            operation("User.find")
                                    .attribute("orm.result.count", 1)
                                    .with(
                                            orm("serialize").at(2_000, 43_300),
                                            orm("connect").at(50_000, 260_000),
                                            query("SELECT users")
                                                    .attribute("db.query.text", "select *\n  from users where id=?")
                                                    .at(300_000, 3_000_000),
                                            orm("hydrate").at(3_001_000, 3_019_100)),
                            operation("User.persist")
                                    .error("org.example.Duplicate")
                                    .at(3_100_000, 1_503_100_000))
                    .record(recorder.openTelemetry());
        }

        assertThat(leftAligned()).containsExactly("""
                   1.50 s   GET /users SERVER
                   3.02 ms  ├─ operation User.find orm.result.count=1
                   41.3 µs  │  ├─ serialize
                  210.0 µs  │  ├─ connect
                   2.70 ms  │  ├─ db_query CLIENT SELECT users  select * from users where id=?
                   18.1 µs  │  └─ hydrate
                   1.50 s   └─ operation User.persist ERROR org.example.Duplicate""");
    }

    @Test
    void export_printsASpanBelowARemoteParentAsARoot() {
        try (TraceRecorder recorder = printingTo(builder -> builder)) {
            operation("User.find").record(recorder.openTelemetry(), remoteParent());

            assertThat(printed).containsExactly("   10.0 µs  operation User.find");
        }
    }

    @Test
    void export_keepsTheSpansOfAnotherRootOfTheSameTrace() {
        try (TraceRecorder recorder = printingTo(builder -> builder)) {
            Context remote = remoteParent();
            Span request = recorder.openTelemetry()
                    .getTracer("t")
                    .spanBuilder("slow")
                    .setParent(remote)
                    .startSpan();
            operation("A.find").record(recorder.openTelemetry(), remote.with(request));
            operation("B.find").record(recorder.openTelemetry(), remote);
            assertThat(printed).containsExactly("   10.0 µs  operation B.find");

            request.end();
            assertThat(printed).hasSize(2);
            assertThat(printed.get(1)).contains("slow").endsWith("   10.0 µs  └─ operation A.find");
        }
    }

    @Test
    void export_cutsLinesAtTheWidth() {
        try (TraceRecorder recorder = printingTo(builder -> builder.width(40))) {
            query("SELECT u").attribute("db.query.text", "select a,b,c from u").record(recorder.openTelemetry());
            query("SELECT users JOIN posts JOIN comments").record(recorder.openTelemetry());
        }

        assertThat(printed)
                .containsExactly("   10.0 µs  db_query CLIENT SELECT u  s…", "   10.0 µs  db_query CLIENT SELECT user…")
                .allSatisfy(line -> assertThat(line).hasSize(40));
    }

    @Test
    void export_neverCutsLinesWithoutWidth() {
        String text = "select " + "x".repeat(500);
        try (TraceRecorder recorder = printingTo(builder -> builder.width(0))) {
            query("SELECT u").attribute("db.query.text", text).record(recorder.openTelemetry());
        }

        assertThat(printed).containsExactly("   10.0 µs  db_query CLIENT SELECT u  " + text);
    }

    @Test
    void export_doesNotRepeatAStatementThatIsItsOwnSummary() {
        try (TraceRecorder recorder = printingTo(builder -> builder)) {
            query("COMMIT").attribute("db.query.text", "COMMIT").record(recorder.openTelemetry());
        }

        assertThat(printed).containsExactly("   10.0 µs  db_query CLIENT COMMIT");
    }

    @Test
    void export_colorsErrorsOnlyWhenAskedFor() {
        try (TraceRecorder recorder = printingTo(builder -> builder.colors(true))) {
            operation("User.find").error("Oops").record(recorder.openTelemetry());
        }

        assertThat(printed)
                .containsExactly("\u001b[2m   10.0 µs  \u001b[0m\u001b[31moperation User.find ERROR Oops\u001b[0m");
    }

    @Test
    void export_tellsEqualSiblingsOnceAndTheirTime() {
        SampleSpan request = app("GET /posts", SpanKind.SERVER).with(operation("Post.getResultList"));
        for (int i = 0; i < 10; i++) {
            request.with(operation("Post.tags.initialize").with(query("select tags")));
        }
        request.with(operation("A.find"), operation("B.find"), operation("B.find"));
        try (TraceRecorder recorder = printingTo(builder -> builder.compact(true))) {
            request.record(recorder.openTelemetry());
        }

        assertThat(leftAligned().get(0).replaceFirst(" {2}[0-9a-f]{32}", "  <trace id>"))
                .isEqualTo("""
                        175.0 µs  GET /posts SERVER  <trace id>
                         10.0 µs  ├─ operation Post.getResultList
                         12.0 µs  ├─ operation Post.tags.initialize
                         10.0 µs  │  └─ db_query CLIENT select tags
                        108.0 µs  ├─ … and ×9 the same
                         10.0 µs  ├─ operation A.find
                         10.0 µs  ├─ operation B.find
                         10.0 µs  └─ operation B.find""");
    }

    @Test
    void export_tellsNothingOnceThatDiffers() {
        SampleSpan request = app("GET /posts", SpanKind.SERVER)
                .with(
                        operation("Post.find").with(query("select posts")),
                        operation("Post.find"),
                        operation("Post.find").with(query("select posts")));
        try (TraceRecorder recorder = printingTo(builder -> builder.compact(true))) {
            request.record(recorder.openTelemetry());
        }

        assertThat(printed.get(0)).doesNotContain("the same");
    }

    @Test
    void export_beginsWithServiceAndTrace() {
        TreePrintingSpanExporter exporter = TreePrintingSpanExporter.builder()
                .colors(false)
                .width(120)
                .output(printed::add)
                .build();
        try (TraceRecorder recorder = TraceRecorder.builder()
                .tracerProvider(provider -> provider.setResource(
                                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter)))
                .build()) {
            operation("User.find").with(query("select users")).record(recorder.openTelemetry());
            String trace = recorder.traces().trees().get(0).span().getTraceId();

            assertThat(printed.get(0).lines().toList().get(0)).endsWith("  shop " + trace);
            assertThat(printed.get(0).lines().toList().get(1)).doesNotContain(trace);
        }
    }

    @Test
    void export_cutsWhatIsBeforeMarksAndTraceFirst() {
        try (TraceRecorder recorder = printingTo(builder -> builder.width(100).compact(true))) {
            orm("transaction")
                    .error("org.hibernate.exception.ConstraintViolationException")
                    .attribute("orm.transaction.outcome", "rolled_back")
                    .record(recorder.openTelemetry());
            String trace = recorder.traces().trees().get(0).span().getTraceId();

            assertThat(printed)
                    .containsExactly("   10.0 µs  transaction ERROR org.hibernate.except…  ⚠ rolled back  " + trace)
                    .allSatisfy(line -> assertThat(line).hasSize(100));
        }
    }

    @Test
    void export_dropsTheTraceWhereThereIsNoRoom() {
        try (TraceRecorder recorder = printingTo(builder -> builder.width(40).compact(true))) {
            operation("User.find").record(recorder.openTelemetry());
        }

        assertThat(printed).singleElement().asString().hasSize(40).startsWith("   10.0 µs  operation User.find  ");
    }

    @Test
    void output_thatIsNoTerminalHasNoColors() {
        TreePrintingSpanExporter exporter =
                TreePrintingSpanExporter.builder().output(printed::add).build();
        try (TraceRecorder recorder = TraceRecorder.builder()
                .tracerProvider(provider -> provider.addSpanProcessor(SimpleSpanProcessor.create(exporter)))
                .build()) {
            operation("User.find").error("Oops").record(recorder.openTelemetry());
        }

        assertThat(printed).singleElement().asString().doesNotContain("\u001b");
    }

    @Test
    void export_marksWhatShouldNotBeMissed() {
        try (TraceRecorder recorder = printingTo(builder -> builder)) {
            orm("transaction")
                    .attribute("orm.n_plus_one", List.of("Post.tags", "Post.author"))
                    .attribute("orm.transaction.outcome", "rolled_back")
                    .with(
                            operation("Post.getResultList").attribute("orm.query.in_memory_pagination", true),
                            operation("Post.find").attribute("orm.large_result", true))
                    .record(recorder.openTelemetry());
        }

        assertThat(leftAligned()).containsExactly("""
                23.0 µs  transaction  ⚠ N+1: Post.tags, Post.author; rolled back
                10.0 µs  ├─ operation Post.getResultList  ⚠ pagination in memory
                10.0 µs  └─ operation Post.find  ⚠ large result""");
    }

    @Test
    void export_drawsWithAsciiWhereTheTerminalHasNoMore() {
        try (TraceRecorder recorder = printingTo(builder -> builder.ascii(true))) {
            find("User").record(recorder.openTelemetry());
        }

        assertThat(leftAligned()).containsExactly("""
                  45.0 us  operation User.find
                  10.0 us  |- serialize
                  10.0 us  |- connect
                  10.0 us  |- db_query CLIENT SELECT User
                  10.0 us  `- hydrate""");
    }

    @Test
    void export_printsTheOldestTraceWhenThereAreTooManySpans() {
        try (TraceRecorder recorder = printingTo(builder -> builder.maxSpans(2))) {
            Span first =
                    recorder.openTelemetry().getTracer("t").spanBuilder("first").startSpan();
            Span second = recorder.openTelemetry()
                    .getTracer("t")
                    .spanBuilder("second")
                    .startSpan();
            operation("A.find").record(recorder.openTelemetry(), Context.root().with(first));
            operation("B.find").record(recorder.openTelemetry(), Context.root().with(second));
            operation("C.find").record(recorder.openTelemetry(), Context.root().with(second));

            assertThat(printed).containsExactly("   10.0 µs  operation A.find  (parent not printed)");
        }
    }

    @Test
    void export_printsTheOldestTraceWhenThereAreTooManyTraces() {
        try (TraceRecorder recorder = printingTo(builder -> builder.maxTraces(0))) {
            Span open =
                    recorder.openTelemetry().getTracer("t").spanBuilder("open").startSpan();
            operation("A.find").record(recorder.openTelemetry(), Context.root().with(open));

            assertThat(printed).hasSize(1);
        }
    }

    @Test
    void shutdown_printsWhatIsLeft() {
        try (TraceRecorder recorder = printingTo(builder -> builder)) {
            Span open =
                    recorder.openTelemetry().getTracer("t").spanBuilder("open").startSpan();
            operation("A.find").record(recorder.openTelemetry(), Context.root().with(open));

            assertThat(printed).isEmpty();
        }

        assertThat(printed).containsExactly("   10.0 µs  operation A.find  (parent not printed)");
    }

    @Test
    void create_printsToAStreamWithAnEmptyLineAfterEachTree() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        TreePrintingSpanExporter exporter = TreePrintingSpanExporter.create(stream);
        try (TraceRecorder recorder = TraceRecorder.builder()
                .tracerProvider(provider -> provider.addSpanProcessor(SimpleSpanProcessor.create(exporter)))
                .build()) {
            operation("A.find").record(recorder.openTelemetry());
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("operation A.find  ");
    }

    @Test
    void builder_refusesNegativeBounds() {
        assertThatThrownBy(() -> TreePrintingSpanExporter.builder().maxSpans(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spans");
    }

    private List<String> leftAligned() {
        return printed.stream().map(String::stripIndent).toList();
    }

    private TraceRecorder printingTo(UnaryOperator<TreePrintingSpanExporter.Builder> options) {
        TreePrintingSpanExporter exporter = options.apply(TreePrintingSpanExporter.builder()
                        .ascii(false)
                        .colors(false)
                        .width(120)
                        .compact(false)
                        .output(printed::add))
                .build();
        return TraceRecorder.builder()
                .tracerProvider(provider -> provider.addSpanProcessor(SimpleSpanProcessor.create(exporter)))
                .build();
    }

    private static Context remoteParent() {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault())));
    }
}
