package dev.ormtracing.load.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Lends books. What is between it and its database depends on the class path and on the profile. */
@SpringBootApplication
public class LibraryApplication {

    /** Arguments: properties of Spring Boot. */
    public static void main(String[] arguments) {
        SpringApplication.run(LibraryApplication.class, arguments);
    }
}
