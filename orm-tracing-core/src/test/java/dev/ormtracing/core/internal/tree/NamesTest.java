package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SpanNaming;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import io.opentelemetry.api.common.Attributes;
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

    private static void run(OrmTracing.Builder tracing) {
        OperationTracer tracer = tracing.build().tracer();
        Frame operation = tracer.startOperation("session", OperationMethod.named("find"), "User", null);
        tracer.startQuery(null, "SELECT users", Attributes.empty()).end(true);
        operation.end();
    }
}
