package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.app;
import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.SampleSpan.traces;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {

    @Test
    void traces_areLive() {
        try (TraceRecorder recorder = TraceRecorder.create()) {
            Traces ofUsers = recorder.traces().ignoring("connect");
            find("User").record(recorder.openTelemetry());

            assertThat(ofUsers.trees()).hasSize(1);
            find("User").record(recorder.openTelemetry());
            assertThat(ofUsers.trees()).hasSize(2);
        }
    }

    @Test
    void clear_hidesWhatHasEndedUntilThen() {
        try (TraceRecorder recorder = TraceRecorder.create()) {
            Traces ofUsers = recorder.traces().ignoring("connect");
            find("User").record(recorder.openTelemetry());
            recorder.traces().clear();
            operation("User.persist").record(recorder.openTelemetry());

            assertThat(recorder.traces().text()).isEqualTo("operation User.persist");
            assertThat(ofUsers.text()).isEqualTo("operation User.persist");
        }
    }

    @Test
    void trees_showASpanBelowAParentThatIsStillOpen() {
        try (TraceRecorder recorder = TraceRecorder.create()) {
            Span open =
                    recorder.openTelemetry().getTracer("t").spanBuilder("open").startSpan();
            operation("User.find")
                    .record(recorder.openTelemetry(), Context.root().with(open));
            assertThat(recorder.traces().text()).isEqualTo("open (not ended)\n  operation User.find");

            open.end();
            assertThat(recorder.traces().text()).isEqualTo("open\n  operation User.find");
        }
    }

    @Test
    void trees_orderTheChildrenOfAnOperationByTheirTimes() {
        Traces traces = traces(operation("User.find")
                .with(
                        query("SELECT users").at(200, 300),
                        orm("hydrate").at(300, 400),
                        orm("serialize").at(100, 200),
                        orm("connect").at(200, 200)));

        assertThat(traces.text()).isEqualTo("""
                operation User.find
                  serialize
                  connect
                  db_query CLIENT SELECT users
                  hydrate""");
    }

    @Test
    void trees_orderTheChildrenOfAnApplicationSpanByTheOrderOfTheirStart() {
        Traces traces = traces(
                app("request").with(operation("A").at(300, 400), operation("B").at(299, 400)));

        assertThat(traces.text()).isEqualTo("request\n  operation A\n  operation B");
    }

    @Test
    void of_takesSpansInAnyOrder() {
        List<SpanData> spans = new ArrayList<>(
                traces(find("User")).stream().map(SpanTree::span).toList());
        Collections.reverse(spans);

        assertThat(Traces.of(spans).text()).isEqualTo(traces(find("User")).text());
    }

    @Test
    void ignoring_hangsChildrenBelowTheNearestSpanThatIsKept() {
        Traces traces = traces(app("request").with(orm("transaction").with(find("User"))));

        assertThat(traces.ignoring("serialize", "transaction", "orm:client:connect")
                        .text())
                .isEqualTo("""
                        request
                          operation User.find
                            db_query CLIENT SELECT User
                            hydrate""");
    }

    @Test
    void ignoring_aRootLeavesItsChildrenAsRoots() {
        assertThat(traces(app("request").with(operation("A"), operation("B")))
                        .ignoring(tree -> tree.type() == null)
                        .text())
                .isEqualTo("operation A\noperation B");
    }

    @Test
    void operations_includeNestedOnes() {
        Traces traces = traces(operation("doWork").with(operation("A.find")), operation("A.find"));

        assertThat(traces.operations()).hasSize(3);
        assertThat(traces.operations("A.find")).hasSize(2);
        assertThat(traces.operations("B.find")).isEmpty();
    }

    @Test
    void queries_areStatementsButTheEndOfATransaction() {
        Traces traces =
                traces(orm("commit_transaction").with(query("BATCH INSERT users"), query("COMMIT")), app("SELECT"));

        assertThat(traces.queries()).extracting(SpanTree::text).containsExactly("db_query CLIENT BATCH INSERT users");
    }

    @Test
    void spanTree_tellsWhatIsKnownOfASpan() {
        SpanTree tree = traces(operation("User.find")
                        .attribute("orm.result.count", 3)
                        .error("Oops")
                        .at(0, 1500)
                        .with(orm("connect").at(1, 2)))
                .trees()
                .get(0);

        assertThat(tree.name()).isEqualTo("orm:client:operation");
        assertThat(tree.type()).isEqualTo("operation");
        assertThat(tree.attribute("orm.result.count")).isEqualTo(3L);
        assertThat(tree.attribute(AttributeKey.longKey("orm.result.count"))).isEqualTo(3L);
        assertThat(tree.attribute("absent")).isNull();
        assertThat(tree.isError()).isTrue();
        assertThat(tree.errorType()).isEqualTo("Oops");
        assertThat(tree.duration()).isEqualTo(Duration.ofNanos(1500));
        assertThat(tree.children()).singleElement().hasToString("connect");
        assertThat(tree.stream()).hasSize(2);
    }

    @Test
    void spanTree_ofTheApplicationHasNoType() {
        SpanTree tree = traces(app("GET /users")).trees().get(0);

        assertThat(tree.type()).isNull();
        assertThat(tree.shortName()).isEqualTo("GET /users");
    }

    @Test
    void type_isKnownForSpansThatAreNamedForPeople() {
        Traces traces = traces(app("transaction")
                .scope("dev.ormtracing.hibernate")
                .with(
                        app("begin").scope("dev.ormtracing.hibernate"),
                        app("operation User.find")
                                .attribute("name", "User.find")
                                .scope("dev.ormtracing.hibernate"),
                        app("db_query select users", SpanKind.CLIENT)
                                .attribute("db.query.summary", "select users")
                                .scope("dev.ormtracing.jdbc"),
                        app("prepare", SpanKind.CLIENT).scope("dev.ormtracing.jdbc"),
                        app("commit").scope("dev.ormtracing.hibernate")));

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                  operation User.find
                  db_query CLIENT select users
                  prepare CLIENT
                  commit_transaction""");
    }

    @Test
    void type_isKnownForTheSpansOfOrmTracingWhateverTheirNames() {
        Traces traces = traces(app("prisma:client:commit_transaction")
                .scope("dev.ormtracing.hibernate")
                .with(
                        app("User.find").attribute("name", "User.find").scope("dev.ormtracing.hibernate"),
                        app("SELECT users", SpanKind.CLIENT)
                                .attribute("db.query.summary", "SELECT users")
                                .scope("dev.ormtracing.jdbc"),
                        app("SELECT users", SpanKind.CLIENT).scope("a.driver")));

        assertThat(traces.text()).isEqualTo("""
                commit_transaction
                  operation User.find
                  db_query CLIENT SELECT users
                  SELECT users CLIENT""");
        assertThat(traces.text(TreeFormat.standard().withFullNames())).isEqualTo("""
                prisma:client:commit_transaction
                  User.find
                  SELECT users CLIENT
                  SELECT users CLIENT""");
        assertThat(traces.queries()).hasSize(1);
    }
}
