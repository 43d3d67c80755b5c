package dev.ormtracing.benchmarks;

import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import dev.ormtracing.benchmarks.subject.Subject;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a fork measures. */
@State(Scope.Benchmark)
public class Traced {

    @Param("BASELINE")
    public Library library = Library.BASELINE;

    @Param("NONE")
    public Mode mode = Mode.NONE;

    final Subject subject() {
        return library.in(mode);
    }
}
