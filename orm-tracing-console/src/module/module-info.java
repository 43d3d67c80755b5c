/** The live page of the traces of this process. */
module dev.ormtracing.console {
    requires dev.ormtracing.core;
    requires dev.ormtracing.report;
    requires dev.ormtracing.testing;
    requires io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires transitive io.opentelemetry.sdk;
    requires io.opentelemetry.sdk.common;
    requires transitive io.opentelemetry.sdk.trace;
    requires java.logging;
    requires jdk.httpserver;
    // Only a Spring Boot application has them.
    requires static io.opentelemetry.sdk.autoconfigure.spi;
    requires static jakarta.servlet;
    requires static org.reactivestreams;
    requires static reactor.core;
    requires static spring.beans;
    requires static spring.boot.actuator;
    requires static spring.boot.autoconfigure;
    requires static spring.context;
    requires static spring.core;
    requires static spring.web;
    requires static spring.webflux;
    requires static spring.webmvc;
    requires static org.jspecify;

    exports dev.ormtracing.console;

    // Spring makes its beans by reflection.
    opens dev.ormtracing.console.spring;
}
