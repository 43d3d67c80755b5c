/** What is named or placed differently in each line of Spring Boot. */
@NullMarked
package dev.ormtracing.it.spring.boot;

import org.jspecify.annotations.NullMarked;
