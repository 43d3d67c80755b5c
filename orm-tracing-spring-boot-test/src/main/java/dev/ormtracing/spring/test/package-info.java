/** The test kit in the tests of a Spring Boot application. */
@NullMarked
package dev.ormtracing.spring.test;

import org.jspecify.annotations.NullMarked;
