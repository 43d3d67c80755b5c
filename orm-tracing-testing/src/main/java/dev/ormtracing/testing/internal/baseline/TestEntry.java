package dev.ormtracing.testing.internal.baseline;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a test has done.
 *
 * @param name the class with its package, and the method
 * @param nPlusOnes the subjects of its N+1s
 * @param line where it begins in its file; 0 if it comes from none
 */
public record TestEntry(
        String name, SortedMap<String, OperationEntry> operations, SortedSet<String> nPlusOnes, int line) {

    public static TestEntry named(String name) {
        return at(name, 0);
    }

    static TestEntry at(String name, int line) {
        return new TestEntry(name, new TreeMap<>(), new TreeSet<>(), line);
    }

    /** Changes the operations of a name, which there may be none of yet. */
    public void change(String operation, UnaryOperator<OperationEntry> change) {
        operations.put(operation, change.apply(operations.getOrDefault(operation, OperationEntry.named(operation))));
    }

    OperationEntry operation(String operation) {
        return operations.getOrDefault(operation, OperationEntry.named(operation));
    }

    /** Class and method without the package. */
    public String shortName() {
        return name.replaceFirst("^(?:[^.\\p{Lu}][^.]*\\.)*(?=[^.]+\\.[^.]+$|\\p{Lu})", "");
    }

    /** This entry, with what is not known now as it was known before. */
    public TestEntry rememberingFrom(TestEntry before) {
        TestEntry entry = new TestEntry(name, new TreeMap<>(operations), nPlusOnes, line);
        operations.forEach((key, operation) -> {
            if (operation.planCache() == PlanCache.UNKNOWN) {
                entry.operations().put(key, operation.with(before.operation(key).planCache()));
            }
        });
        return entry;
    }
}
