package dev.ormtracing.it.authors;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** As every application begins. */
@SpringBootApplication(proxyBeanMethods = false)
class AuthorsApplication {}
