package dev.ormtracing.it.clinic;

/** A projection: only this column is read. */
public interface OwnerName {

    String getName();
}
