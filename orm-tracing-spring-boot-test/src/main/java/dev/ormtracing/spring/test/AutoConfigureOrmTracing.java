package dev.ormtracing.spring.test;

import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Records what Hibernate and the JDBC driver do in a test of Spring, and checks the spans after each test.
 *
 * <pre>{@code
 * @DataJpaTest
 * @AutoConfigureOrmTracing
 * class AuthorRepositoryTest {
 *
 *     @Autowired
 *     AuthorRepository authors;
 *
 *     @Test
 *     void authorsAreOneQuery(Traces traces) {
 *         authors.findAll();
 *
 *         assertThatTraces(traces).hasOperation("Author.getResultList").withQueries(1);
 *         assertThatTraces(traces).hasNoLazyLoading().assertNoNPlusOne(2);
 *     }
 * }
 * }</pre>
 *
 * <p>For {@code @SpringBootTest}, {@code @DataJpaTest} and whatever else loads a context with this library, also for nested
 * classes and for a base class. {@link Traces}, {@link TraceRecorder} and {@code OpenTelemetry} can be parameters of a
 * test, or injected as beans.
 *
 * <p>A test sees what has happened since it began, everything that Spring does for it included: with
 * {@code @Transactional}, which {@code @DataJpaTest} has, a transaction that has not ended. After the test, when Spring has rolled
 * back, every span must have ended, {@code Context.current()} must be what it was before, and the
 * {@link dev.ormtracing.testing.TraceInvariants} must hold.
 *
 * <p>Every span is recorded, whatever sampler the application has, and none is exported. Test classes that share an application
 * context share its recorder. JUnit runs classes with this annotation one after the other, also where it runs tests in
 * parallel.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(OrmTracingSpringExtension.class)
@ResourceLock("dev.ormtracing.spring.test.AutoConfigureOrmTracing")
public @interface AutoConfigureOrmTracing {

    /** What the recorder replaces in the application context. */
    Replace replace() default Replace.ANY;

    /**
     * What the recorder replaces.
     *
     * @since 0.1.0
     */
    enum Replace {

        /** The {@code OpenTelemetry} bean, whoever defines it: the recorder's own is primary. */
        ANY,

        /**
         * Nothing: the context's own {@code OpenTelemetry} records into the recorder, with its processors and exporters, and
         * with a sampler that takes every span. It must take the beans {@code SpanProcessor} and {@code Sampler}, as Spring
         * Boot's does.
         */
        NONE
    }
}
