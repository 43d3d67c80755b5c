/**
 * Traces every Hibernate operation as one span tree. Installs itself through the service loader: nothing here has to be
 * called; {@link dev.ormtracing.hibernate.OrmTracingSettings} names the settings.
 */
@NullMarked
package dev.ormtracing.hibernate;

import org.jspecify.annotations.NullMarked;
