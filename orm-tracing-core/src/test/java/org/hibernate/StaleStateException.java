package org.hibernate;

/** Has the name of the real one, which the core knows by its name alone. */
public class StaleStateException extends RuntimeException {}
