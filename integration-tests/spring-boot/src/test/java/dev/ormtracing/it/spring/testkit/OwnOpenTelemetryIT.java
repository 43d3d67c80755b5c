package dev.ormtracing.it.spring.testkit;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.spring.InATransaction;
import dev.ormtracing.spring.test.AutoConfigureOrmTracing;
import org.springframework.boot.test.context.SpringBootTest;

/** On the OpenTelemetry that Spring Boot has made, which would record nothing by its own sampler. */
@AutoConfigureOrmTracing(replace = AutoConfigureOrmTracing.Replace.NONE)
@SpringBootTest(classes = ClinicApplication.class, properties = "management.tracing.sampling.probability=0.0")
class OwnOpenTelemetryIT extends InATransaction {}
