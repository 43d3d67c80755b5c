package dev.ormtracing.it.scopes;

import java.util.Iterator;
import org.hibernate.Interceptor;
import org.hibernate.Transaction;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.type.Type;

/** Calls Hibernate's own callbacks. */
final class CallingInterceptor implements Interceptor, StatementInspector {

    private static final long serialVersionUID = 1;

    @Override
    public void afterTransactionBegin(Transaction transaction) {
        Application.reaches("afterTransactionBegin");
    }

    @Override
    public void beforeTransactionCompletion(Transaction transaction) {
        Application.reaches("beforeTransactionCompletion");
    }

    @Override
    public void afterTransactionCompletion(Transaction transaction) {
        Application.reaches("afterTransactionCompletion");
    }

    @Override
    public boolean onFlushDirty(
            Object entity, Object id, Object[] state, Object[] before, String[] names, Type[] types) {
        Application.reaches("onFlushDirty");
        return false;
    }

    @Override
    public void preFlush(Iterator<Object> entities) {
        Application.reaches("preFlush");
    }

    @Override
    public void postFlush(Iterator<Object> entities) {
        Application.reaches("postFlush");
    }

    @Override
    public String inspect(String sql) {
        Application.reaches("inspect");
        return sql;
    }
}
