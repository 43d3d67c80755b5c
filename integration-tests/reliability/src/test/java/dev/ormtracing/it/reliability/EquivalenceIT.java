package dev.ormtracing.it.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.servers.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs do the same with and without tracing. */
class EquivalenceIT {

    private static final int PROGRAMS = Integer.getInteger("equivalence.programs", 100);
    private static final long SEED = Long.getLong("equivalence.seed", 1);
    private static final String STEPS = System.getProperty("equivalence.steps", "");
    private static final Logger LOGGER = Logger.getLogger("dev.ormtracing");

    @BeforeAll
    static void leaveOutTheAdvice() {
        LOGGER.setFilter(entry -> !entry.getMessage().startsWith("N+1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void programs_doTheSameWithAndWithoutTracing(Database database) throws SQLException {
        long seed = SEED == 0 ? System.currentTimeMillis() : SEED;
        System.out.println("Equivalence on " + database + " of "
                + (STEPS.isEmpty() ? PROGRAMS + " programs from seed " + seed : STEPS));

        try (Equivalence equivalence =
                new Equivalence(database, "equivalence", UnaryOperator.identity(), modes(database))) {
            if (STEPS.isEmpty()) {
                assertThat(equivalence.differences(PROGRAMS, seed)).isEmpty();
            } else {
                assertThat(equivalence.difference(Program.parse(STEPS), seed, true))
                        .isNull();
                assertThat(equivalence.difference(Program.parse(STEPS), seed, false))
                        .isNull();
            }
        }
    }

    /** On a server those that ask other things of the driver: to boot them takes longer than a build's programs. */
    private static TracingMode[] modes(Database database) {
        return database == Database.H2
                ? TracingMode.values()
                : new TracingMode[] {TracingMode.FULL, TracingMode.ADAPTIVE, TracingMode.UNSAMPLED, TracingMode.VALUES};
    }

    static Stream<Arguments> planted() {
        return Stream.of(
                Arguments.of("another value", (UnaryOperator<DataSource>) Plants::anotherValue, "answer"),
                Arguments.of("another exception", (UnaryOperator<DataSource>) Plants::anotherException, "answer"),
                Arguments.of(
                        "a commit that is none", (UnaryOperator<DataSource>) Plants::noCommit, "call of the driver"));
    }

    /** What is green because it looks at nothing would be green here too. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void plantedDifference_isFoundAndShrunk(String name, UnaryOperator<DataSource> plant, String what)
            throws SQLException {
        try (Equivalence equivalence = new Equivalence(Database.H2, "planted", plant, TracingMode.FULL)) {
            List<Difference> found = equivalence.differences(200, 1);

            assertThat(found).hasSize(3).allSatisfy(difference -> {
                assertThat(difference.what()).startsWith(what);
                assertThat(difference.program().steps()).hasSizeLessThanOrEqualTo(3);
            });
            Difference first = found.get(0);
            assertThat(Program.parse(first.program().toString())).isEqualTo(first.program());
            assertThat(equivalence.difference(first.program(), 1, first.belowASpan()))
                    .extracting(Difference::what)
                    .isEqualTo(first.what());
        }
    }
}
