package dev.ormtracing.load.run;

import dev.ormtracing.load.run.Variant.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** The spans that each variant makes of each kind of request. One that traces nothing must not be measured. */
final class ExpectedSpans {

    private static final int REQUESTS = 10;
    private static final int REQUESTS_TO_SAMPLE = 500;
    private static final long SECONDS_TO_ARRIVE = 20;

    private final Properties expected = new Properties();

    private ExpectedSpans() {}

    static ExpectedSpans read() throws IOException {
        ExpectedSpans spans = new ExpectedSpans();
        try (InputStream file = ExpectedSpans.class.getResourceAsStream("/expected-spans.properties")) {
            spans.expected.load(Objects.requireNonNull(file));
        }
        return spans;
    }

    /** A line for each kind of request that leaves another number of spans. */
    List<String> mistakes(Application application, Load load) {
        List<String> mistakes = new ArrayList<>();
        for (Request request : Request.values()) {
            Spans spans = of(application.variant(), request);
            int requests = application.variant().sampling() == Sampling.TENTH ? REQUESTS_TO_SAMPLE : REQUESTS;
            LongPredicate isRight = requests == REQUESTS
                    ? counted -> spans.isEach(counted, requests)
                    : counted -> spans.isSome(counted, requests);
            // The first one also has what is done only once: a query is compiled.
            load.send(application, request, 1);
            long before = settled(application, 0, counted -> true);
            load.send(application, request, requests);
            long counted = settled(application, before, isRight);
            if (!isRight.test(counted)) {
                mistakes.add("%s, %s: %d spans of %d requests, where one has %s"
                        .formatted(application.variant(), request, counted, requests, spans));
            }
        }
        return mistakes;
    }

    /** A server's span ends behind its answer: waits for the right number, and whether it stays. */
    private static long settled(Application application, long before, LongPredicate isRight) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ARRIVE);
        long last;
        long counted = -1;
        do {
            last = counted;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            counted = application.figures().spans() - before;
        } while (!(counted == last && isRight.test(counted)) && System.nanoTime() < deadline);
        return counted;
    }

    Spans of(Variant variant, Request request) {
        String key = variant.name() + "." + request.name();
        String value = expected.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("expected-spans.properties has no " + key);
        }
        return Spans.parse(value);
    }

    /** The spans of one request. */
    record Spans(int atLeast, int atMost) {

        /** One number, or two with a hyphen between them. */
        static Spans parse(String text) {
            String[] bounds = text.split("-");
            return new Spans(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[bounds.length - 1]));
        }

        /** Some traces are kept as a whole, and most are not at all. */
        boolean isSome(long counted, int requests) {
            return counted > 0 && counted % atLeast == 0 && counted < (long) atLeast * requests / 2;
        }

        boolean isEach(long counted, int requests) {
            return counted >= (long) atLeast * requests && counted <= (long) atMost * requests;
        }
    }
}
