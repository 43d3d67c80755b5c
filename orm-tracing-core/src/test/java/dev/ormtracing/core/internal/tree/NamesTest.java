package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SpanNaming;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamesTest {

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void prefixed_byPrisma() {
        run(OrmTracing.builder().openTelemetry(spans.sdk).spanNamePrefix("prisma:client:"));

        assertThat(spans.tree()).isEqualTo("""
                prisma:client:operation User.find
                  prisma:client:serialize
                  prisma:client:db_query
                """);
    }

    @Test
    void convention_namesOperationsAndStatements() {
        run(OrmTracing.builder().openTelemetry(spans.sdk).spanNaming(SpanNaming.CONVENTION));

        assertThat(spans.tree()).isEqualTo("""
                User.find User.find
                  serialize
                  SELECT users
                """);
    }

    @Test
    void described_saysTheStepAndWhatItIsAbout() {
        OrmTracing.Builder tracing = OrmTracing.builder()
                .openTelemetry(spans.sdk)
                .spanNamePrefix("x:")
                .spanNaming(SpanNaming.DESCRIBED);
        run(tracing);
        OperationTracer tracer = tracing.build().tracer();
        TransactionSpan transaction = tracer.startTransaction(null);
        tracer.startStep(SpanType.START_TRANSACTION, "session", transaction).end();
        tracer.startStep(SpanType.COMMIT_TRANSACTION, "session", transaction).end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find User.find
                  serialize
                  db_query SELECT users
                transaction
                  begin
                  commit
                """);
    }

    @Test
    void described_withoutASubject_isTheStepAlone() {
        OperationTracer tracer = OrmTracing.builder()
                .openTelemetry(spans.sdk)
                .spanNaming(SpanNaming.DESCRIBED)
                .build()
                .tracer();
        end(tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty())));
        end(tracer.startConnect(Attributes.empty(), Attributes.empty()));

        assertThat(spans.tree()).isEqualTo("db_query\nconnect\n");
    }

    /** Texts that are generated each time must not fill the memory. */
    @Test
    void described_ofEverNewStatements_staysCorrect() {
        OperationTracer tracer = OrmTracing.builder()
                .openTelemetry(spans.sdk)
                .spanNaming(SpanNaming.DESCRIBED)
                .build()
                .tracer();
        for (int i = 0; i < 5_000; i++) {
            end(tracer.startQuery(null, new DescribedStatement("select t" + i, null, Attributes.empty())));
        }

        assertThat(spans.all())
                .extracting(SpanData::getName)
                .startsWith("db_query select t0")
                .endsWith("db_query select t4999");
    }

    private static void end(@Nullable JdbcCall call) {
        assertThat(call).isNotNull();
        call.end();
    }

    private static void run(OrmTracing.Builder tracing) {
        OperationTracer tracer = tracing.build().tracer();
        Frame operation = tracer.startOperation("session", OperationMethod.named("find"), "User", null);
        tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty()))
                .end(true);
        operation.end();
    }
}
