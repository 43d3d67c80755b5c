package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.failure.OneTree;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Ends each test: tells the {@link FinishedTestListener}s of one that has passed, and writes the report of one that fails.
 * Not for applications.
 *
 * @since 0.1.0
 */
public final class FinishedTests {

    private static final Namespace NAMESPACE = Namespace.create(FinishedTests.class);
    private static final Pattern INVOCATION = Pattern.compile("(?:-invocation|dynamic-test|dynamic-container):#(\\d+)");

    private FinishedTests() {}

    /**
     * A test is over: tells them of it, checks it, and writes the report where one of them has something against it or it
     * has failed. What the check finds is told before what they have against the test.
     */
    public static void end(ExtensionContext test, TraceRecorder recorder, Runnable check) {
        FailureReport report = FailureReport.of(recorder.traces(), test);
        report.writeIfFailed();
        try {
            tellAndCheck(test, recorder, check);
        } catch (AssertionError e) {
            report.write();
            throw e;
        }
    }

    /**
     * Runs a dynamic test. It sees its own spans only, and is told of and checked by itself, with the annotations of its
     * factory; the parameters are those of its factory too.
     */
    public static void runDynamic(Invocation<Void> invocation, ExtensionContext test, TraceRecorder recorder)
            throws Throwable {
        recorder.beginPart();
        FailureReport report = null;
        try {
            invocation.proceed();
            report = FailureReport.of(recorder.traces(), test);
            tellAndCheck(test, recorder, recorder::endTest);
        } catch (Throwable e) {
            (report == null ? FailureReport.of(recorder.traces(), test) : report).write();
            throw OneTree.of(e);
        }
    }

    private static void tellAndCheck(ExtensionContext test, TraceRecorder recorder, Runnable check) {
        try {
            tell(test, recorder);
        } finally {
            check.run();
        }
    }

    /**
     * Tells them of the test that ends, unless it has failed.
     *
     * @throws AssertionError with what a listener has against the test, suppressed with what others have
     */
    private static void tell(ExtensionContext context, TraceRecorder recorder) {
        ExtensionContext declaring = declaring(context);
        boolean failed = context.getExecutionException().isPresent();
        if (declaring == null || failed || context == declaring && hasRunDynamicTests(declaring, recorder)) {
            return;
        }
        FinishedTest test = new FinishedTest(
                declaring.getRequiredTestClass(),
                declaring.getRequiredTestMethod(),
                invocation(context.getUniqueId()),
                recorder.traces().trees(),
                recorder,
                new OfRoot(context.getRoot()));
        List<AssertionError> failures = new ArrayList<>();
        for (FinishedTestListener listener :
                ServiceLoader.load(FinishedTestListener.class, FinishedTestListener.class.getClassLoader())) {
            try {
                listener.finished(test);
            } catch (AssertionError e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** The test, or the factory of a dynamic test. */
    private static @Nullable ExtensionContext declaring(ExtensionContext context) {
        ExtensionContext at = context;
        while (at != null && at.getTestMethod().isEmpty()) {
            at = at.getParent().orElse(null);
        }
        return at;
    }

    /** Each of them was told of by itself, and has left nothing for the factory. */
    private static boolean hasRunDynamicTests(ExtensionContext test, TraceRecorder recorder) {
        return AnnotationSupport.isAnnotated(test.getRequiredTestMethod(), TestFactory.class)
                && recorder.traces().trees().isEmpty();
    }

    /** The number of each invocation around and of the test: display names may have values in them. */
    private static String invocation(String uniqueId) {
        StringBuilder numbers = new StringBuilder();
        Matcher invocations = INVOCATION.matcher(uniqueId);
        while (invocations.find()) {
            numbers.append('[').append(invocations.group(1)).append(']');
        }
        return numbers.toString();
    }

    private record OfRoot(ExtensionContext root) implements FinishedTest.Run {

        @Override
        public @Nullable String parameter(String name) {
            return root.getConfigurationParameter(name).orElse(null);
        }

        @Override
        public <T extends AutoCloseable> T get(Class<T> type, Supplier<T> creator) {
            Closed closed =
                    root.getStore(NAMESPACE).getOrComputeIfAbsent(type, key -> new Closed(creator.get()), Closed.class);
            return type.cast(closed.object());
        }
    }

    /** Up to 5.12 a store closes what says that it is a resource; later ones want an AutoCloseable. */
    @SuppressWarnings("deprecation")
    private record Closed(AutoCloseable object) implements Store.CloseableResource, AutoCloseable {

        @Override
        public void close() throws Exception {
            object.close();
        }
    }
}
