package dev.ormtracing.core.internal.nplusone;

/** A statement that has ended and returned rows: the only read so far of what runs it. */
public non-sealed interface ReadStatement extends Reads {

    /** How long it took. */
    long nanos();
}
