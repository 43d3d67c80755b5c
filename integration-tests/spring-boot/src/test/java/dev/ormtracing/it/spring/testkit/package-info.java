/** The test kit in tests of Spring, as an application writes them. */
@NullMarked
package dev.ormtracing.it.spring.testkit;

import org.jspecify.annotations.NullMarked;
