package dev.ormtracing.it.spring.testkit;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.spring.InATransaction;
import dev.ormtracing.it.spring.boot.JpaSlice;
import dev.ormtracing.spring.test.AutoConfigureOrmTracing;
import org.springframework.test.context.ContextConfiguration;

/** One annotation in a slice test, which is transactional. */
@JpaSlice
@ContextConfiguration(classes = ClinicApplication.class)
@AutoConfigureOrmTracing
class AutoConfiguredSliceIT extends InATransaction {}
