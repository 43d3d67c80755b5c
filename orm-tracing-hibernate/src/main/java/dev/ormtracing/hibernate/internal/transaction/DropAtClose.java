package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.tool.schema.internal.exec.JdbcContext;
import org.jspecify.annotations.Nullable;

/**
 * What {@code create-drop} drops while a factory closes that is none of ours: below its {@code disconnect}, which is not
 * current between the two callbacks that it is known from. So it is taken up for each call: of the isolator, of the
 * connection that this gives, and of its statements.
 */
final class DropAtClose extends Delegation {

    private final Frame disconnect;

    private DropAtClose(Object target, Frame disconnect) {
        super(target);
        this.disconnect = disconnect;
    }

    /** The isolator for a schema tool, traced when it is for the drop of a factory that closes. */
    static DdlTransactionIsolator isolator(TransactionCoordinatorBuilder builder, JdbcContext context) {
        Frame disconnect = HibernateTracing.disconnectIn(context.getServiceRegistry());
        if (disconnect == Frame.NOOP) {
            return builder.buildDdlTransactionIsolator(context);
        }
        DdlTransactionIsolator isolator;
        disconnect.becomeSpan();
        disconnect.attach();
        try {
            isolator = builder.buildDdlTransactionIsolator(context);
        } finally {
            disconnect.detach();
        }
        return proxy(isolator, new DropAtClose(isolator, disconnect));
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Object result;
        disconnect.attach();
        try {
            result = proceed(method, arguments);
        } finally {
            disconnect.detach();
        }
        return result instanceof Connection || result instanceof Statement
                ? proxy(result, new DropAtClose(result, disconnect))
                : result;
    }
}
