package dev.ormtracing.it.reliability;

import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.it.servers.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs programs in an application without tracing and in one that is traced, for each mode of tracing. */
final class Equivalence implements AutoCloseable {

    /** The first few are mostly one fault. */
    private static final int ENOUGH = 3;

    /** After how many programs to say so: what never ends can then be looked for. */
    private static final int PROGRESS = 500;

    private final Side untraced;
    private final List<TracedSide> traced = new ArrayList<>();

    /** @param driver what the traced applications have and the other has not */
    Equivalence(Database database, String name, UnaryOperator<DataSource> driver, TracingMode... modes)
            throws SQLException {
        untraced = new Side(
                Store.of(database, name + "_untraced"), UnaryOperator.identity(), UntracedPersistence::sessions);
        for (TracingMode mode : modes) {
            traced.add(new TracedSide(Store.of(database, name + "_" + mode), mode, driver));
        }
    }

    /**
     * Runs that many programs, that of the seed first, each in the mode and with the parent that its seed says, until some
     * differ. None if all is well.
     */
    List<Difference> differences(int programs, long seed) throws SQLException {
        List<Difference> found = new ArrayList<>();
        for (long each = seed; each < seed + programs && found.size() < ENOUGH; each++) {
            TracedSide side = traced.get((int) Math.floorMod(each / 2, (long) traced.size()));
            Difference difference = difference(side, Program.random(each), each, each % 2 == 0);
            if (difference != null) {
                found.add(difference);
            }
            if ((each + 1 - seed) % PROGRESS == 0) {
                System.out.println("until seed " + each + ": " + found.size() + " differ");
            }
        }
        return found;
    }

    /** The first mode in which it differs; null when it does in none. */
    @Nullable
    Difference difference(Program program, long seed, boolean belowASpan) throws SQLException {
        for (TracedSide side : traced) {
            Difference difference = difference(side, program, seed, belowASpan);
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private @Nullable Difference difference(TracedSide side, Program program, long seed, boolean belowASpan)
            throws SQLException {
        String whole = difference(side, program, belowASpan);
        if (whole == null) {
            return null;
        }
        Program shortest = shortest(side, program, belowASpan);
        String what = difference(side, shortest, belowASpan);
        return new Difference(
                seed, side.mode(), belowASpan, shortest, what == null ? "not when repeated: " + whole : what);
    }

    private @Nullable String difference(TracedSide side, Program program, boolean belowASpan) throws SQLException {
        return side.difference(program, untraced.run(program), belowASpan);
    }

    private Program shortest(TracedSide side, Program program, boolean belowASpan) {
        return new Program(Shrinker.shortest(program.steps(), steps -> {
            try {
                return difference(side, new Program(steps), belowASpan) != null;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }));
    }

    @Override
    public void close() throws SQLException {
        for (TracedSide side : traced) {
            side.close();
        }
        untraced.close();
    }
}
