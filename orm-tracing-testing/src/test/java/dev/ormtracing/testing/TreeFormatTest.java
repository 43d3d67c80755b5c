package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.app;
import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static dev.ormtracing.testing.SampleSpan.query;
import static dev.ormtracing.testing.SampleSpan.traces;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;

class TreeFormatTest {

    @Test
    void standard_showsNameKindSubjectAndError() {
        Traces traces = traces(app("GET /users", SpanKind.SERVER)
                .with(
                        find("User"),
                        operation("User.persist")
                                .error("org.example.Duplicate")
                                .with(orm("serialize"), query("INSERT users").error("23505"))));

        assertThat(traces.text()).isEqualTo("""
                GET /users SERVER
                  operation User.find
                    serialize
                    connect
                    db_query CLIENT SELECT User
                    hydrate
                  operation User.persist ERROR org.example.Duplicate
                    serialize
                    db_query CLIENT INSERT users ERROR 23505""");
    }

    @Test
    void standard_showsTheTextOfAQueryWithoutSummary() {
        assertThat(traces(orm("db_query").attribute("db.query.text", "select\n  1"))
                        .text())
                .isEqualTo("db_query select 1");
    }

    @Test
    void standard_showsAnErrorWithoutType() {
        assertThat(traces(operation("flush").error()).text()).isEqualTo("operation flush ERROR");
    }

    @Test
    void withFullNames_keepsThePrefix() {
        assertThat(traces(operation("User.find")).text(TreeFormat.standard().withFullNames()))
                .isEqualTo("orm:client:operation User.find");
    }

    @Test
    void withSpanNamePrefix_stripsAnotherPrefix() {
        Traces traces = traces(app("prisma:client:operation").attribute("name", "User.findMany"));

        assertThat(traces.text()).isEqualTo("prisma:client:operation");
        assertThat(traces.withSpanNamePrefix("prisma:client:").text()).isEqualTo("operation User.findMany");
    }

    @Test
    void withAttributes_showsThoseThatAreThereInTheOrderGiven() {
        Traces traces =
                traces(operation("User.find").attribute("method", "find").attribute("orm.result.count", 1));

        assertThat(traces.text(TreeFormat.standard().withAttributes("orm.result.count", "absent", "method")))
                .isEqualTo("operation User.find orm.result.count=1 method=find");
    }

    @Test
    void withAllAttributes_showsWhatIsNotOnTheLineYet() {
        Traces traces = traces(operation("User.find")
                .attribute("model", "User")
                .attribute("method", "find")
                .error("Oops"));

        assertThat(traces.text(TreeFormat.standard().withAllAttributes()))
                .isEqualTo("operation User.find method=find model=User ERROR Oops");
    }

    @Test
    void withQueryText_replacesTheSummary() {
        Traces traces = traces(query("SELECT users").attribute("db.query.text", "select *\nfrom users"));

        assertThat(traces.text(TreeFormat.standard().withQueryText())).isEqualTo("db_query CLIENT select * from users");
    }

    @Test
    void withQueries_replacesTheSummaryByWhateverIsWanted() {
        Traces traces = traces(operation("x").with(query("SELECT users")));

        assertThat(traces.text(TreeFormat.standard().withQueries(span -> "SQL")))
                .isEqualTo("""
                operation x
                  db_query CLIENT SQL""");
    }

    @Test
    void text_showsSeveralTracesInTheOrderOfTheirStart() {
        assertThat(traces(operation("A.find").at(500, 600), operation("B.find").at(100, 200))
                        .text())
                .as("the order in which they were started, whatever their clocks say")
                .isEqualTo("operation A.find\noperation B.find");
    }
}
