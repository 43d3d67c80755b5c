package dev.ormtracing.core.internal.base;

import org.jspecify.annotations.Nullable;

/**
 * What this library has open on one thread. Not kept in the {@link io.opentelemetry.context.Context}, since none of it may
 * follow a context to another thread, and since each value in a context is a copy of the whole.
 *
 * <p>The slots are an array of the JDK's class, so that an idle thread of a container holds on to none of ours.
 */
public enum ThreadSlots {

    /** The innermost frame. */
    FRAME,

    /** The JDBC call that runs outside of frames. */
    JDBC_CALL,

    /** The innermost operation that is not sampled, as far as they are known. */
    UNSAMPLED_OPERATION,

    /** The innermost frame that is not sampled. */
    UNSAMPLED_FRAME,

    /** What of ours was made current last. */
    CONTEXT,

    /** What the application has left current. */
    LEFT_CONTEXTS,

    /** The statement that an inspector has seen, and that is prepared next. */
    INSPECTED,

    /** The method of a repository that is running, as far as a framework tells. */
    REPOSITORY,

    /** What a framework calls the transaction that it begins. */
    TRANSACTION_NAME,

    /** The session that is getting a connection, which only its listener knows. */
    CONNECTING,

    /** What a stateless session is writing, which only the monitor of its events knows. */
    WRITING,

    /** The query that has been compiled, and that is executed next. */
    COMPILED,

    /** The failure to lend a connection that was counted last, weakly. */
    TIMED_OUT;

    private static final int NUMBER = values().length;
    private static final ThreadLocal<@Nullable Object[]> SLOTS = new ThreadLocal<>();

    /** Where it is in what {@link #ofThread} returns. */
    public final int index = ordinal();

    /** All of the calling thread: for who asks for several. */
    public static @Nullable Object[] ofThread() {
        @Nullable Object[] slots = SLOTS.get();
        if (slots == null) {
            slots = new @Nullable Object[NUMBER];
            SLOTS.set(slots);
        }
        return slots;
    }

    /** What the calling thread has there, or null. */
    public @Nullable Object get() {
        @Nullable Object[] slots = SLOTS.get();
        return slots == null ? null : slots[index];
    }

    public void set(@Nullable Object value) {
        @Nullable Object[] slots = SLOTS.get();
        if (slots != null) {
            slots[index] = value;
        } else if (value != null) {
            ofThread()[index] = value;
        }
    }
}
