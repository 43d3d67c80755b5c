package dev.ormtracing.testing.internal.golden;

/**
 * What has become of an expected tree that differs.
 *
 * @param isDone whether it is now as expected
 * @param reason why it was not rewritten; empty when nobody asked for that
 */
public record Rewriting(boolean isDone, String reason) {

    static final Rewriting DONE = new Rewriting(true, "");
    static final Rewriting NOT_WANTED = new Rewriting(false, "");
    static final Rewriting REFUSED = refused(UpdateMode.REFUSAL);

    static Rewriting refused(String reason) {
        return new Rewriting(false, reason);
    }

    /** The reason as the end of a message. */
    public String asEnd() {
        return reason.isEmpty() ? "" : "\n\n" + reason;
    }
}
