package dev.ormtracing.hibernate.internal.inspection;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.StatementDisplay;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.SqlComments;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import dev.ormtracing.jdbc.internal.database.InspectedStatement;
import dev.ormtracing.jdbc.internal.sql.CommentedSql;
import io.opentelemetry.api.trace.Span;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the statements that Hibernate is about to prepare: a comment in their text, and how many there are on
 * the span around. Nothing where a traced connection says more. Thread-safe; no method throws.
 */
public final class Inspection {

    private final OperationTracer tracer;
    private final @Nullable SqlComments comments;
    private final DatabaseSystem system;
    private final StatementDisplay display;
    private final BooleanSupplier below;
    private final StatementsOfSpans statements = new StatementsOfSpans();
    private final InspectedStatement last = new InspectedStatement();

    /** Whether the connections are traced; null until the first statement. */
    private volatile @Nullable Boolean traced;

    /** @param below whether the connections are traced, as far as that can be told before one is used; asked once */
    public Inspection(OrmTracing tracing, DatabaseSystem system, BooleanSupplier below) {
        this.tracer = tracing.tracer();
        this.comments = tracer.comments();
        this.system = system;
        this.display = tracing.statements().display();
        this.below = below;
    }

    /** One that knows no factory. */
    public static Inspection global() {
        return new Inspection(OrmTracing.global(), DatabaseSystem.OTHER, () -> false);
    }

    /** The text that Hibernate is to prepare. */
    public String inspect(String sql) {
        try {
            if (sql == null || !tracer.isEnabled() || isTracedBelow()) {
                return sql;
            }
            String summary = system.prepared(sql).summary;
            if (display.leavesOut(sql, summary)) {
                return sql;
            }
            Span span = tracer.spanOfStatement();
            statements.add(span, summary);
            String text = commented(sql, span);
            last.inspected(text);
            return text;
        } catch (Throwable e) {
            Guard.report(e);
            return sql;
        }
    }

    /** A connection that is traced tells so itself, when it gets a statement that was seen here. */
    private boolean isTracedBelow() {
        Boolean known = traced;
        if (known == null) {
            known = below.getAsBoolean();
            traced = known;
        } else if (!known && last.isTraced()) {
            known = true;
            traced = true;
        }
        return known;
    }

    private String commented(String sql, Span span) {
        if (comments == null || !CommentedSql.mayHaveComment(sql)) {
            return sql;
        }
        String comment = comments.ofInspected(span.getSpanContext());
        return comment == null ? sql : CommentedSql.append(sql, comment);
    }
}
