package dev.ormtracing.it.jdbc;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the tests of a class on each database. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ormtracing.it.servers.Database#all")
abstract class EveryDatabase extends DatabaseTest {}
