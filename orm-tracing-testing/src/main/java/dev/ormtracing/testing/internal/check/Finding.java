package dev.ormtracing.testing.internal.check;

/**
 * A mistake.
 *
 * @param subject what it concerns, the same in each run: an operation, a role, a statement
 * @param words what is wrong, and the usual remedy
 */
record Finding(String subject, String words) {}
