package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.agent.SpanCount;
import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How many spans an operation makes, and how many attributes they have: {@code expected-spans.properties}. */
public final class ExpectedSpans {

    private static final String NONE = "0/0";

    private static volatile String counted = NONE;

    private final Properties expected = new Properties();

    private ExpectedSpans() {}

    public static ExpectedSpans load() {
        ExpectedSpans spans = new ExpectedSpans();
        try (InputStream file = ExpectedSpans.class.getResourceAsStream("/expected-spans.properties")) {
            spans.expected.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spans;
    }

    /** The number of spans that the checked operation made. */
    static long counted() {
        return Long.parseLong(counted.substring(0, counted.indexOf('/')));
    }

    /** Whether one operation made what it should. */
    public boolean isMet(String benchmark, Library library, Mode mode, SpanCount count) {
        String wanted = mode.isSampled() ? wanted(benchmark, library) : NONE;
        return wanted.equals(count.spans() + "/" + count.attributes());
    }

    /**
     * Compares what one operation made with what it should have made.
     *
     * @throws IllegalStateException if it differs: the benchmark would not measure what its name says
     */
    public void check(String benchmark, Library library, Mode mode, SpanCount count) {
        counted = count.spans() + "/" + count.attributes();
        String key = benchmark + "." + library;
        String wanted = mode.isSampled() ? wanted(benchmark, library) : NONE;
        if (!counted.equals(wanted)) {
            throw new IllegalStateException(
                    key + " in mode " + mode + " made " + counted + " spans/attributes instead of " + wanted);
        }
    }

    /** The bare SDK makes what we make, and no less. */
    private String wanted(String benchmark, Library library) {
        Library model = switch (library) {
            case BARE_SDK -> Library.OURS;
            case BARE_SDK_COMPACT -> Library.OURS_COMPACT;
            default -> library;
        };
        String same = expected.getProperty(benchmark + "." + model);
        return same == null ? expected.getProperty(benchmark + "." + library, NONE) : same;
    }
}
