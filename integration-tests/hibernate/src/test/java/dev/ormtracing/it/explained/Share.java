package dev.ormtracing.it.explained;

/**
 * One span: how long it took, and how much of that none of its children covers.
 *
 * @param nanos the span's time
 * @param gap what is left of it
 */
record Share(long nanos, long gap) {

    /** So much need not be explained, however short the span is: the library itself takes time, and so does the clock. */
    static final long SMALL_GAP = 20_000;

    double explained() {
        return nanos == 0 ? 1 : 1 - (double) gap / nanos;
    }

    /** This share, in which a small gap is none. */
    Share rounded() {
        return gap <= SMALL_GAP ? new Share(nanos, 0) : this;
    }
}
