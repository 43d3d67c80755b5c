package dev.ormtracing.testing;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Tells the {@link FinishedTestListener}s of each test that has passed. Not for applications.
 *
 * @since 0.1.0
 */
public final class FinishedTests {

    private static final Namespace NAMESPACE = Namespace.create(FinishedTests.class);
    private static final Pattern INVOCATION = Pattern.compile("-invocation:#(\\d+)");

    private FinishedTests() {}

    /**
     * Tells them of the test that ends, unless it has failed.
     *
     * @throws AssertionError with what a listener has against the test, suppressed with what others have
     */
    public static void tell(ExtensionContext context, TraceRecorder recorder) {
        Optional<Method> method = context.getTestMethod();
        if (method.isEmpty() || context.getExecutionException().isPresent()) {
            return;
        }
        FinishedTest test = new FinishedTest(
                context.getRequiredTestClass(),
                method.get(),
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
