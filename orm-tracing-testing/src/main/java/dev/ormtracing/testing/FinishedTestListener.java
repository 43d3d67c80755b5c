package dev.ormtracing.testing;

/**
 * Looks at what a test has done, by the {@link java.util.ServiceLoader}. Not for applications.
 *
 * @since 0.1.0
 */
public interface FinishedTestListener {

    /**
     * A test has passed.
     *
     * @throws AssertionError when it is to fail nevertheless
     */
    void finished(FinishedTest test);
}
