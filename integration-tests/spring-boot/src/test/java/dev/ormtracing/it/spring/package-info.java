/** What a Spring Boot application shows with the starter, each scenario with its tree. */
@NullMarked
package dev.ormtracing.it.spring;

import org.jspecify.annotations.NullMarked;
