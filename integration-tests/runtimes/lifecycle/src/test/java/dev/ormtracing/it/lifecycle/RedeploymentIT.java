package dev.ormtracing.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing of an application that was stopped remains because of tracing: neither its class loader nor a thread. */
class RedeploymentIT {

    private static final int TIMES = Integer.getInteger("redeployments", 3);

    private static final Predicate<String> TESTS = name -> name.equals("test-classes");
    private static final Predicate<String> OPEN_TELEMETRY = name -> name.startsWith("opentelemetry-");
    private static final Predicate<String> OURS = name -> name.matches("orm-tracing-(core|jdbc-proxy|hibernate)-.*");
    private static final Predicate<String> APPLICATION = TESTS.or(
            name -> name.matches("(hibernate|jakarta|HikariCP|h2|jboss|byte-buddy|classmate|antlr4|jspecify|slf4j|"
                    + "jaxb|txw2|istack|angus).*"));
    private static final Predicate<String> NONE = name -> false;

    /** Until the run without tracing has told what it is: a class loader. */
    private static Remainder untraced = new Remainder(0, 1, 0);

    /** @param loaders the class loaders that are still there after all applications were stopped */
    private record Remainder(int spans, int loaders, int threads) {}

    /** What is left here is Hibernate's, the driver's, the pool's or the JDK's: one of them all, however many there were. */
    @BeforeAll
    static void runWithoutTracing() throws Exception {
        untraced = redeploy("none", NONE, APPLICATION);

        assertThat(untraced.spans).isZero();
        assertThat(untraced.loaders).isLessThanOrEqualTo(1);
    }

    @Test
    void everythingInTheApplication_nothingMoreRemains() throws Exception {
        assertNothingMoreRemains(
                redeploy("own", NONE, APPLICATION.or(OPEN_TELEMETRY).or(OURS)));
    }

    @Test
    void openTelemetryOfTheContainer_nothingMoreRemains() throws Exception {
        assertNothingMoreRemains(redeploy("shared", OPEN_TELEMETRY, APPLICATION.or(OURS)));
    }

    private static void assertNothingMoreRemains(Remainder traced) {
        assertThat(traced.spans).isGreaterThan(10 * TIMES);
        assertThat(traced.loaders).as("class loaders left").isLessThanOrEqualTo(untraced.loaders);
        // A class loader that something else keeps has a thread of java.lang.ref.Cleaner.
        assertThat(traced.threads).as("threads left").isLessThanOrEqualTo(untraced.threads + traced.loaders);
    }

    private static Remainder redeploy(String sdk, Predicate<String> container, Predicate<String> application)
            throws Exception {
        List<String> output = JavaProcess.run(
                // Soft references, in which the JDK keeps classes, would only go when the heap is full.
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                JavaProcess.path(TESTS.or(container)),
                Container.class.getName(),
                Integer.toString(TIMES),
                JavaProcess.path(application),
                sdk,
                Integer.toString(untraced.loaders),
                Integer.toString(untraced.threads));
        String[] numbers = output.get(output.size() - 1).split(" ");
        return new Remainder(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
}
