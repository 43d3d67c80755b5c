package dev.ormtracing.testing.internal.failure;

import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** Soft assertions that fail together on the same traces: the trees are in the last one's message alone. */
public final class OneTree {

    /** What the trees of a message follow. */
    public static final String TREES = "\n\nThe traces:\n\n";

    private OneTree() {}

    /** The failure itself where it is not one of several. */
    public static Throwable of(Throwable failure) {
        return failure instanceof MultipleFailuresError several ? of(several) : failure;
    }

    private static MultipleFailuresError of(MultipleFailuresError several) {
        List<Throwable> failures = several.getFailures();
        List<Throwable> shorter = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            boolean isToldLater = failures.subList(i + 1, failures.size()).stream()
                    .map(OneTree::trees)
                    .anyMatch(trees(failures.get(i))::equals);
            shorter.add(isToldLater ? withoutTrees((AssertionFailedError) failures.get(i)) : failures.get(i));
        }
        if (shorter.equals(failures)) {
            return several;
        }
        MultipleFailuresError result = new MultipleFailuresError(heading(several), shorter);
        result.setStackTrace(several.getStackTrace());
        shorter.forEach(result::addSuppressed);
        return result;
    }

    private static String heading(MultipleFailuresError several) {
        return String.valueOf(several.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst(" \\(\\d+ failures?\\)$", "");
    }

    private static String trees(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int trees = failure instanceof AssertionFailedError ? message.indexOf(TREES) : -1;
        return trees < 0 ? String.valueOf(System.identityHashCode(failure)) : message.substring(trees);
    }

    private static Throwable withoutTrees(AssertionFailedError failure) {
        String message = String.valueOf(failure.getMessage());
        String start = message.substring(0, message.indexOf(TREES));
        AssertionFailedError shorter = failure.isExpectedDefined()
                ? new AssertionFailedError(start, failure.getExpected(), failure.getActual(), failure.getCause())
                : new AssertionFailedError(start, failure.getCause());
        shorter.setStackTrace(failure.getStackTrace());
        return shorter;
    }
}
