package dev.ormtracing.it.quarkus;

import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(OrmTracingQuarkusExtension.class)
class QuarkusScenariosIT extends QuarkusScenarios {}
