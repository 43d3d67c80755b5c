package dev.ormtracing.quarkus.test;

import dev.ormtracing.testing.FinishedTests;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.internal.failure.OneTree;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.Arc;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Lets each test of a {@code @QuarkusTest} see its own spans, and checks them after the test, as {@link
 * OrmTracingExtension} does where there is no Quarkus:
 *
 * <pre>{@code
 * @QuarkusTest
 * @ExtendWith(OrmTracingQuarkusExtension.class)
 * class AuthorRepositoryTest {
 *
 *     @Inject
 *     AuthorRepository authors;
 *
 *     @Test
 *     void authorsAreOneQuery(Traces traces) {
 *         authors.listAll();
 *
 *         assertThatTraces(traces).hasAtMostQueries(1).hasNoLazyLoading();
 *     }
 * }
 * }</pre>
 *
 * <p>{@link Traces}, {@link TraceRecorder} and {@link OpenTelemetry} can be parameters of a test, and injected as beans. The
 * recorder takes what the application's own OpenTelemetry samples, and changes nothing about where that goes. Needs the
 * extension {@code quarkus-opentelemetry}. The tests of a {@code @TestFactory} see their own spans only, and are checked by
 * themselves. Not for {@code @QuarkusIntegrationTest}, whose application is another process.
 *
 * @since 0.1.0
 */
public final class OrmTracingQuarkusExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                InvocationInterceptor,
                ParameterResolver,
                TestExecutionExceptionHandler {

    /** Called by JUnit. */
    public OrmTracingQuarkusExtension() {}

    @Override
    public void beforeEach(ExtensionContext test) {
        bean(TraceRecorder.class).beginTest();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        TraceRecorder recorder = bean(TraceRecorder.class);
        FinishedTests.end(test, recorder, recorder::endTest);
    }

    /** Each dynamic test sees its own spans only, and is checked when it ends. */
    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext test)
            throws Throwable {
        FinishedTests.runDynamic(invocation, test, bean(TraceRecorder.class));
    }

    /** Of several failures on the same traces, the last one tells them. */
    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw OneTree.of(failure);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Traces.class || type == TraceRecorder.class || type == OpenTelemetry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return bean(parameter.getParameter().getType());
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().select(type).get();
    }
}
