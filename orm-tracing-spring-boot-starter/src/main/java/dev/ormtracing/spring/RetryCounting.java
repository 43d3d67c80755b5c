package dev.ormtracing.spring;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.Metrics;
import java.lang.reflect.Method;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.dao.DataAccessException;
import org.springframework.retry.RetryContext;
import org.springframework.retry.support.RetrySynchronizationManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.ClassUtils;

/**
 * Counts what {@code @Retryable} tries again after a failure of the database. Spring Framework 7 tells of it by an event. With
 * Spring Retry, a transaction that begins again knows: a listener of its own would be one more bean of the application's.
 */
final class RetryCounting implements GenericApplicationListener, BeanFactoryAware {

    static final boolean SPRING_RETRY = ClassUtils.isPresent(
            "org.springframework.retry.support.RetrySynchronizationManager", RetryCounting.class.getClassLoader());

    private static final String EVENT = "org.springframework.resilience.retry.MethodRetryEvent";

    @SuppressWarnings("NullAway.Init")
    private BeanFactory beans;

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = beanFactory;
    }

    @Override
    public boolean supportsEventType(ResolvableType type) {
        return type.toClass().getName().equals(EVENT);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        try {
            if (Boolean.FALSE.equals(ask(event, "isRetryAborted"))
                    && ask(event, "getFailure") instanceof Throwable failure) {
                count(beans, failure);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static @Nullable Object ask(ApplicationEvent event, String getter) throws ReflectiveOperationException {
        Method method = event.getClass().getMethod(getter);
        return method.invoke(event);
    }

    /** What has begun again the transactions of that application. */
    static TransactionExecutionListener ofTransactions(BeanFactory beans) {
        return new Begins(beans);
    }

    private static void count(BeanFactory beans, Throwable failure) {
        Metrics metrics = beans.getBean(OrmTracing.class).tracer().metrics();
        if (metrics != null && isOfTheDatabase(failure)) {
            metrics.retries(failure);
        }
    }

    private static boolean isOfTheDatabase(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof SQLException
                || isOfJpa(failure.getClass());
    }

    /** By name, since not every application has JPA. Hibernate's own are of JPA's, too. */
    private static boolean isOfJpa(@Nullable Class<?> type) {
        return type != null
                && (type.getName().equals("jakarta.persistence.PersistenceException") || isOfJpa(type.getSuperclass()));
    }

    private record Begins(BeanFactory beans) implements TransactionExecutionListener {

        private static final String COUNTED = "dev.ormtracing.counted";

        @Override
        public void beforeBegin(TransactionExecution transaction) {
            try {
                RetryContext context = RetrySynchronizationManager.getContext();
                if (context != null && context.getRetryCount() > 0) {
                    count(context);
                }
            } catch (Throwable e) {
                Guard.report(e);
            }
        }

        /** Once for each try, however many transactions that begins. */
        private void count(RetryContext context) {
            Integer tries = context.getRetryCount();
            Throwable last = context.getLastThrowable();
            if (last != null && !tries.equals(context.getAttribute(COUNTED))) {
                context.setAttribute(COUNTED, tries);
                RetryCounting.count(beans, last);
            }
        }
    }
}
