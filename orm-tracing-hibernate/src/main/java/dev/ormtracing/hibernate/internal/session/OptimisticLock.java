package dev.ormtracing.hibernate.internal.session;

import java.util.Set;

/** Recognizes failures of optimistic locking, by name: not every Hibernate has all of these classes. */
final class OptimisticLock {

    private static final int MAX_CAUSES = 16;

    private static final Set<String> FAILURES = Set.of(
            "jakarta.persistence.OptimisticLockException",
            "org.hibernate.StaleStateException",
            "org.hibernate.dialect.lock.OptimisticEntityLockException");

    private OptimisticLock() {}

    static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (isOne(cause.getClass())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOne(Class<?> thrown) {
        for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
            if (FAILURES.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
