package dev.ormtracing.core.internal.name;

/**
 * A method whose calls are operations. Only the module that traces the ORM knows which there are, and has a constant for
 * each.
 */
public interface OperationMethod {

    /** What {@code orm.method} says. */
    String methodName();

    OperationKind kind();

    /** A method of no special kind. */
    static OperationMethod named(String methodName) {
        record Named(String methodName, OperationKind kind) implements OperationMethod {}

        return new Named(methodName, OperationKind.OTHER);
    }
}
