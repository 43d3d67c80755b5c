package dev.ormtracing.it.spring;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.spring.boot.BootTracing;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The whole application with an embedded server and the OpenTelemetry that Spring Boot makes; tests share it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Recording.class)
@SpringBootTest(classes = ClinicApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@BootTracing
@Import(BootsSdk.class)
@interface ClinicTest {}
