package dev.ormtracing.spring.test;

import dev.ormtracing.testing.FinishedTests;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.internal.failure.OneTree;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.support.TestConstructorUtils;

/** What only JUnit can do: parameters, dynamic tests, a report of a test that fails. */
final class OrmTracingSpringExtension
        implements BeforeTestExecutionCallback,
                InvocationInterceptor,
                ParameterResolver,
                TestExecutionExceptionHandler {

    /** The test of this thread; there is none in a framework other than JUnit. */
    @SuppressWarnings("ThreadLocalUsage")
    private static final ThreadLocal<@Nullable ExtensionContext> RUNNING = new ThreadLocal<>();

    /** The checks look at a test when Spring has rolled back. */
    static void endRunningTest(TraceRecorder recorder) {
        ExtensionContext test = RUNNING.get();
        RUNNING.remove();
        if (test == null) {
            recorder.endTest();
        } else {
            FinishedTests.end(test, recorder, recorder::endTest);
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        RUNNING.set(test);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        boolean isOurs = type == OpenTelemetry.class || type == Traces.class || type == TraceRecorder.class;
        return isOurs && !isResolvedBySpring(parameter, test);
    }

    /** Two resolvers of one parameter are an error. */
    private static boolean isResolvedBySpring(ParameterContext parameter, ExtensionContext test) {
        return parameter.isAnnotated(Autowired.class)
                || parameter.isAnnotated(Qualifier.class)
                || parameter.isAnnotated(Value.class)
                || parameter.getDeclaringExecutable() instanceof Constructor<?> constructor
                        && TestConstructorUtils.isAutowirableConstructor(
                                constructor,
                                property ->
                                        test.getConfigurationParameter(property).orElse(null));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        if (type == OpenTelemetry.class) {
            return context(test).getBean(OpenTelemetry.class);
        }
        return type == Traces.class ? recorder(test).traces() : recorder(test);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext test)
            throws Throwable {
        FinishedTests.runDynamic(invocation, test, recorder(test));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw OneTree.of(failure);
    }

    private static TraceRecorder recorder(ExtensionContext test) {
        return OrmTracingContextCustomizer.recorder(context(test));
    }

    /** That of a dynamic test is its factory's. */
    private static ApplicationContext context(ExtensionContext test) {
        ExtensionContext ofClass = test;
        while (ofClass.getTestClass().isEmpty()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return SpringExtension.getApplicationContext(ofClass);
    }
}
