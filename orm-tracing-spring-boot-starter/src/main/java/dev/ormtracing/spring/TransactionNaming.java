package dev.ormtracing.spring;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.tree.OperationTracer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Has every transaction manager tell what Spring calls the transaction that begins. */
final class TransactionNaming extends TracingPostProcessor implements Ordered {

    private static final TransactionExecutionListener LISTENER = new Listener();

    /** As many names are remembered; the others are shortened each time. A power of two. */
    private static final int REMEMBERED = 256;

    private static final int LONGEST_REMEMBERED = 200;

    private static final @Nullable Shortened[] SHORTENED = new @Nullable Shortened[REMEMBERED];

    /** Safe without a lock, since it is immutable. */
    private record Shortened(String full, String name) {}

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        // A reactive one may begin on one thread and go on on another.
        if (bean instanceof PlatformTransactionManager && bean instanceof ConfigurableTransactionManager manager) {
            try {
                if (isOn()) {
                    OperationTracer.namesTransactions = true;
                    manager.addListener(LISTENER);
                    if (RetryCounting.SPRING_RETRY) {
                        manager.addListener(RetryCounting.ofTransactions(beans()));
                    }
                }
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
        return bean;
    }

    /** Spring itself knows the name on the thread only once the transaction has begun. */
    private static final class Listener implements TransactionExecutionListener {

        @Override
        public void beforeBegin(TransactionExecution transaction) {
            ThreadSlots.TRANSACTION_NAME.set(shortened(transaction.getTransactionName()));
        }

        @Override
        public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
            ThreadSlots.TRANSACTION_NAME.set(null);
        }
    }

    /** {@link #withoutPackage}, which is the same few names again and again. */
    private static @Nullable String shortened(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        int place = name.hashCode() & REMEMBERED - 1;
        Shortened known = SHORTENED[place];
        if (known != null && known.full.equals(name)) {
            return known.name;
        }
        String shortened = withoutPackage(name);
        if (name.length() <= LONGEST_REMEMBERED) {
            SHORTENED[place] = new Shortened(name, shortened);
        }
        return shortened;
    }

    /** {@code OrderService.checkout} of a class and a method with their package; any other name as it is. */
    private static String withoutPackage(String name) {
        int method = name.lastIndexOf('.');
        int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
        return name.indexOf(' ') >= 0 || type < 0 ? name : name.substring(type + 1);
    }
}
