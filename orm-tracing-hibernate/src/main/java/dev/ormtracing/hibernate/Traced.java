package dev.ormtracing.hibernate;

/** A session that knows what it is traced with, which saves the look-up in the service registry. */
interface Traced {

    HibernateTracing tracing();

    SessionBoundary boundary();
}
