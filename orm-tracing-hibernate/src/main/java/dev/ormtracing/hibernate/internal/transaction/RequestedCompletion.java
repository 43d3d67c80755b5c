package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * What a transaction manager was asked for that completes a transaction on this thread. It tells only how that ended; what
 * was called is on the stack.
 */
final class RequestedCompletion {

    private RequestedCompletion() {}

    /** Whether somebody has called {@code commit} of JTA, and not {@code rollback}. */
    static boolean isCommit() {
        try {
            return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE).walk(RequestedCompletion::isCommit);
        } catch (Throwable e) {
            Guard.report(e);
            return false;
        }
    }

    /** A manager may answer a commit by its own rollback; and what is completed may be begun in another's completion. */
    private static boolean isCommit(Stream<StackFrame> frames) {
        boolean told = false;
        boolean rollsBack = false;
        for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
            StackFrame frame = all.next();
            if (isTold(frame)) {
                if (rollsBack) {
                    return false;
                }
                told = true;
            } else if (told && isOfJta(frame.getDeclaringClass())) {
                // Or commitAndDisassociate, as with Narayana, whose commit is a method of a class that is none of
                // JTA's.
                if (frame.getMethodName().startsWith("commit")) {
                    return true;
                }
                rollsBack |= frame.getMethodName().startsWith("rollback");
            }
        }
        return false;
    }

    private static boolean isTold(StackFrame frame) {
        return frame.getMethodName().equals("afterCompletion")
                && Synchronization.class.isAssignableFrom(frame.getDeclaringClass());
    }

    private static boolean isOfJta(Class<?> type) {
        return UserTransaction.class.isAssignableFrom(type)
                || TransactionManager.class.isAssignableFrom(type)
                || Transaction.class.isAssignableFrom(type);
    }
}
