package dev.ormtracing.core.internal.name;

/**
 * Internal: how the model of entities is passed on that keep the history of other ones, as Envers has them. They are
 * called like those, with a mark that shows as {@code orm.audit} and never as text.
 */
public final class AuditModel {

    private static final String MARK = "\0audit";

    private AuditModel() {}

    /** The model of what keeps the history of that model. */
    public static String of(String audited) {
        return audited + MARK;
    }

    /** Whether the model has the mark. */
    static boolean isAudit(String model) {
        return model.endsWith(MARK);
    }

    /** The model without the mark. */
    public static String nameOf(String model) {
        return isAudit(model) ? model.substring(0, model.length() - MARK.length()) : model;
    }
}
