package dev.ormtracing.load.run;

import org.HdrHistogram.Histogram;

/**
 * One variant's part of a round.
 *
 * @param requests that were answered while as many were sent as could be
 * @param seconds that this took
 * @param spent meanwhile
 * @param responseTimes in nanoseconds, at a fixed rate
 */
record Turn(long requests, double seconds, Figures spent, Histogram responseTimes) {

    double throughput() {
        return requests / seconds;
    }

    /** Microseconds of the process for a request. */
    double cpu() {
        return spent.cpu() / 1e3 / requests;
    }

    /** Microseconds of Java's threads for a request. */
    double threads() {
        return spent.threads() / 1e3 / requests;
    }

    double bytes() {
        return (double) spent.bytes() / requests;
    }

    double spans() {
        return (double) spent.spans() / requests;
    }
}
