package dev.ormtracing.it.spring.testkit;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.spring.InATransaction;
import dev.ormtracing.spring.test.AutoConfigureOrmTracing;
import org.springframework.boot.test.context.SpringBootTest;

/** One annotation in a transactional test of the whole application. */
@AutoConfigureOrmTracing
@SpringBootTest(classes = ClinicApplication.class)
class AutoConfiguredIT extends InATransaction {}
