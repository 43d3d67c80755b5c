package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.failure.OneTree;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives each test an OpenTelemetry SDK in memory and checks the spans after the test: every span that was started has ended,
 * {@code Context.current()} is what it was before, and the {@link TraceInvariants} hold.
 *
 * <pre>{@code
 * @ExtendWith(OrmTracingExtension.class)
 * class UserRepositoryTest {
 *
 *     @Test
 *     void findsAUserWithOneQuery(OpenTelemetry openTelemetry, Traces traces) {
 *         try (var sessions = sessionFactory(OrmTracing.create(openTelemetry))) {
 *             sessions.fromSession(session -> session.find(User.class, 1));
 *         }
 *         assertThatTraces(traces).hasOperation("User.find").withQueries(1);
 *     }
 * }
 * }</pre>
 *
 * <p>{@link OpenTelemetry}, {@link Traces} and {@link TraceRecorder} can be parameters of a test, of a
 * {@code @BeforeEach} or {@code @AfterEach} method, and of the constructor. With {@code @RegisterExtension} the extension
 * can be configured, and {@link #traces()} asked without a parameter:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final OrmTracingExtension tracing =
 *         OrmTracingExtension.builder().sharedByClass().build();
 * }</pre>
 *
 * <p>A span that was started before the test by another extension, such as the transaction that Spring begins around a
 * {@code @DataJpaTest}, may end after it: with {@link Builder#sharedByClass()} it must have ended when the next test
 * begins, or when the class is over.
 *
 * <p>The tests of a {@code @TestFactory} share the SDK of their factory. Each of them sees its own spans only, and is
 * checked by itself, against the budgets of its factory too, so they must not run in parallel with each other.
 *
 * <p>Nothing is registered globally unless {@link Builder#registeredGlobally()} asks for it, so tests can run in parallel.
 * Needs JUnit Jupiter 5.12 or later.
 *
 * <p>With the JUnit configuration parameter (or system property) {@code orm.tracing.testing.report=true} the traces of a
 * test that fails are written as a {@link HtmlReport}, {@code <class>.<method>.html}, to JUnit's output directory, and
 * published as a file of that test; a line on standard error says where. That needs {@code orm-tracing-report} on the
 * class path.
 *
 * @since 0.1.0
 */
public final class OrmTracingExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                InvocationInterceptor,
                ParameterResolver,
                TestExecutionExceptionHandler {

    private static final String KEY = "recorder";

    private final TraceRecorder.Builder recorders;
    private final boolean sharedByClass;
    private final boolean global;
    private final Namespace namespace = Namespace.create(OrmTracingExtension.class, this);

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable TraceRecorder> ofThread = new ThreadLocal<>();

    private volatile @Nullable TraceRecorder shared;

    /** Creates an extension with every default, for {@code @ExtendWith}. */
    public OrmTracingExtension() {
        this(builder());
    }

    private OrmTracingExtension(Builder builder) {
        recorders = builder.recorders;
        sharedByClass = builder.sharedByClass;
        global = builder.global;
    }

    /** Creates an extension with every default, for {@code @RegisterExtension}. */
    public static OrmTracingExtension create() {
        return new OrmTracingExtension();
    }

    /** Returns a builder, which has every default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The SDK of the running test, or that of the class with {@link Builder#sharedByClass()}.
     *
     * @throws IllegalStateException when no test is running on this thread; on other threads use a parameter of the test
     */
    public OpenTelemetry openTelemetry() {
        return recorder().openTelemetry();
    }

    /**
     * The spans of the running test.
     *
     * @throws IllegalStateException as {@link #openTelemetry()}
     */
    public Traces traces() {
        return recorder().traces();
    }

    /**
     * The recorder of the running test.
     *
     * @throws IllegalStateException as {@link #openTelemetry()}
     */
    public TraceRecorder recorder() {
        TraceRecorder recorder = ofThread.get();
        recorder = recorder != null ? recorder : shared;
        if (recorder == null) {
            throw new IllegalStateException("no test runs on this thread; take Traces as a parameter of the test");
        }
        return recorder;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (sharedByClass) {
            shared = recorder(context);
            ofThread.set(shared);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TraceRecorder recorder = recorder(context);
        ofThread.set(recorder);
        if (sharedByClass) {
            recorder.beginTest();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TraceRecorder recorder = recorder(context);
        try {
            FinishedTests.end(context, recorder, () -> {
                if (sharedByClass) {
                    recorder.endTest();
                } else {
                    removeCheckAndClose(context);
                }
            });
        } finally {
            ofThread.remove();
        }
    }

    /** What has happened since the last test is checked too: emptying tables, closing the SessionFactory. */
    @Override
    public void afterAll(ExtensionContext context) {
        try {
            removeCheckAndClose(context);
        } finally {
            ofThread.remove();
        }
    }

    /** Each dynamic test sees its own spans only, by the parameters of its factory, and is checked when it ends. */
    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext context)
            throws Throwable {
        FinishedTests.runDynamic(invocation, context, recorder(context));
    }

    /** Of several failures on the same traces, the last one tells them. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw OneTree.of(failure);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == OpenTelemetry.class || type == Traces.class || type == TraceRecorder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (!sharedByClass && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("each test has an SDK of its own; one that @BeforeAll can use needs"
                    + " OrmTracingExtension.builder().sharedByClass()");
        }
        TraceRecorder recorder = recorder(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == OpenTelemetry.class) {
            return recorder.openTelemetry();
        }
        return type == Traces.class ? recorder.traces() : recorder;
    }

    /** The parameters of a constructor are those of the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** The one of the test or, when shared, of the outermost class: stores see what their ancestors hold. */
    private TraceRecorder recorder(ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(KEY, key -> newRecorder(), TraceRecorder.class);
    }

    private TraceRecorder newRecorder() {
        TraceRecorder recorder = recorders.build();
        if (global) {
            recorder.registerGlobally();
        }
        return recorder;
    }

    /** Nested classes find nothing to remove: the recorder is in the store of the class that has made it. */
    private void removeCheckAndClose(ExtensionContext context) {
        TraceRecorder recorder = store(context).remove(KEY, TraceRecorder.class);
        if (recorder == null) {
            return;
        }
        try (recorder) {
            recorder.check();
        } finally {
            recorder.restoreContext();
        }
    }

    private Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }

    /**
     * Configures an {@link OrmTracingExtension}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private final TraceRecorder.Builder recorders = TraceRecorder.builder();
        private boolean sharedByClass;
        private boolean global;

        private Builder() {}

        /**
         * Uses one SDK for all tests of a class and its nested classes, {@code @BeforeAll} included: for objects that are
         * too slow to build for each test, such as a SessionFactory. Each test sees its own spans only, so the tests of such a class
         * must not run in parallel with each other.
         */
        public Builder sharedByClass() {
            sharedByClass = true;
            return this;
        }

        /**
         * Registers the SDK as {@code GlobalOpenTelemetry} for the test (or the class, when shared) and undoes that
         * afterwards. Such tests must not run in parallel with any other test, see JUnit's {@code @Isolated}.
         */
        public Builder registeredGlobally() {
            global = true;
            return this;
        }

        /** Configures the recorder: the prefix of span names, the invariants, a sampler … */
        public Builder recorder(Consumer<TraceRecorder.Builder> customizer) {
            customizer.accept(recorders);
            return this;
        }

        /** The extension, to be kept in a field with {@code @RegisterExtension}. */
        public OrmTracingExtension build() {
            return new OrmTracingExtension(this);
        }
    }
}
