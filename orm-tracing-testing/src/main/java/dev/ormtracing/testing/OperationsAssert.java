package dev.ormtracing.testing;

import java.util.List;
import java.util.function.Consumer;

/**
 * Assertions on several operations, returned by {@link TracesAssert#operations(String)}; immutable.
 *
 * @since 0.1.0
 */
public final class OperationsAssert {

    private final TracesAssert origin;
    private final String wanted;
    private final List<SpanTree> operations;

    OperationsAssert(TracesAssert origin, String wanted, List<SpanTree> operations) {
        this.origin = origin;
        this.wanted = wanted;
        this.operations = operations;
    }

    /** Demands so many operations. */
    public OperationsAssert hasSize(int expected) {
        if (operations.size() != expected) {
            throw origin.failure(
                    "Expecting " + expected + " " + wanted + ", not " + operations.size(), expected, operations.size());
        }
        return this;
    }

    /** Demands that there is no operation. */
    public OperationsAssert isEmpty() {
        return hasSize(0);
    }

    /** Demands at least one operation. */
    public OperationsAssert isNotEmpty() {
        if (operations.isEmpty()) {
            throw origin.failure("Expecting " + wanted);
        }
        return this;
    }

    /** Demands exactly these names, in this order: {@code operations().hasNames("User.find", "User.remove")}. */
    public OperationsAssert hasNames(String... names) {
        List<Object> found =
                operations.stream().map(tree -> tree.attribute("name")).toList();
        if (!found.equals(List.of(names))) {
            throw origin.failure(
                    "Expecting " + wanted + " " + List.of(names) + ", not " + found, List.of(names), found);
        }
        return this;
    }

    /**
     * The assertions hold for each of them: {@code allSatisfy(operation -> operation.withQueries(1))}. Also when there is
     * none.
     */
    public OperationsAssert allSatisfy(Consumer<OperationAssert> assertions) {
        for (int i = 0; i < operations.size(); i++) {
            assertions.accept(element(i));
        }
        return this;
    }

    /** The one at that place, counted from 0. */
    public OperationAssert element(int index) {
        if (index >= operations.size()) {
            throw origin.failure("Expecting more than " + index + " " + wanted + ", not " + operations.size());
        }
        String which = wanted + "[" + index + "]";
        return new OperationAssert(origin, which, List.of(operations.get(index)));
    }

    /** Back to the assertions on all traces. */
    public TracesAssert and() {
        return origin;
    }
}
