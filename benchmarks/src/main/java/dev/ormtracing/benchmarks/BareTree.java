package dev.ormtracing.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/**
 * The spans of one operation as anyone would make them by hand who knows the SDK well: nothing below a root that is not
 * recorded, attributes prebuilt, on the root itself and on the builders of its children. For one thread.
 */
final class BareTree {

    private static final Attributes CONNECT =
            Attributes.of(AttributeKey.stringKey("db.client.connection.pool.name"), "benchmark");

    private final Tracer tracer;
    private final Attributes operation;
    private final Attributes query;

    private Span root = Span.getInvalid();
    private Span statement = Span.getInvalid();
    private Scope rootScope = Scope.noop();
    private Scope statementScope = Scope.noop();

    BareTree(Tracer tracer, Attributes operation, Attributes query) {
        this.tracer = tracer;
        this.operation = operation;
        this.query = query;
    }

    void startFull() {
        if (startRoot()) {
            phase("orm:client:serialize");
            tracer.spanBuilder("orm:client:connect")
                    .setAllAttributes(CONNECT)
                    .startSpan()
                    .end();
            startStatement();
        }
    }

    void endFull() {
        if (root.isRecording()) {
            endStatement();
            phase("orm:client:hydrate");
            endRoot();
        }
    }

    void startCompact() {
        if (startRoot()) {
            startStatement();
        }
    }

    void endCompact() {
        if (root.isRecording()) {
            endStatement();
            endRoot();
        }
    }

    void single() {
        Span span = tracer.spanBuilder("orm:client:db_query")
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        if (span.isRecording()) {
            span.setAllAttributes(query);
        }
        span.end();
    }

    private boolean startRoot() {
        root = tracer.spanBuilder("orm:client:operation").startSpan();
        if (!root.isRecording()) {
            return false;
        }
        root.setAllAttributes(operation);
        rootScope = root.makeCurrent();
        return true;
    }

    private void endRoot() {
        rootScope.close();
        root.end();
    }

    private void startStatement() {
        statement = tracer.spanBuilder("orm:client:db_query")
                .setSpanKind(SpanKind.CLIENT)
                .setAllAttributes(query)
                .startSpan();
        statementScope = statement.makeCurrent();
    }

    private void endStatement() {
        statementScope.close();
        statement.end();
    }

    private void phase(String name) {
        tracer.spanBuilder(name).startSpan().end();
    }
}
