package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.SqlTags;
import dev.ormtracing.it.clinic.Clinic;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The place in the application that proxies, repositories and templates of Spring are called from. */
class CallerIT {

    private static final String CLINIC = "dev.ormtracing.it.clinic.Clinic.";

    private static ConfigurableApplicationContext context;
    private static Recorded recorded;

    @BeforeAll
    static void start() {
        context = Started.with(
                HandMadeSdk.class, "orm.tracing.record-caller=true", "orm.tracing.sql-comment=traceparent");
        recorded = context.getBean(Recorded.class);
    }

    @AfterAll
    static void stop() {
        recorded.check();
        context.close();
    }

    @BeforeEach
    void clear() {
        recorded.clear();
    }

    @Test
    void service_isTheCaller_notItsProxies() {
        Clinic clinic = context.getBean(Clinic.class);
        Owner ada = clinic.register(new Owner("Ada", "Ghent"));
        clinic.rename(ada.getId(), "Ada L.");
        clinic.observedCityOf(ada.getId());
        clinic.registerAndCountByJdbc(new Owner("Bob", "Ghent"));

        assertThat(callers(recorded.traces().operations()))
                .contains(CLINIC + "register", CLINIC + "rename", CLINIC + "observedCityOf")
                .allMatch(caller -> caller.startsWith(CLINIC));
        assertThat(callers(recorded.traces().queries())).containsExactly(CLINIC + "registerAndCountByJdbc");
    }

    @Test
    void repository_isCalledFromHere() {
        context.getBean(Owners.class).findByCityOrderByName("Ghent");

        assertThat(callers(recorded.traces().operations()))
                .isNotEmpty()
                .allMatch((CallerIT.class.getName() + ".repository_isCalledFromHere")::equals);
    }

    @Test
    void template_sendsTheComment() {
        try (Scope scope = SqlTags.of("job", "nightly").makeCurrent()) {
            assertThat(context.getBean(JdbcTemplate.class)
                            .queryForObject(
                                    "select executing_statement from information_schema.sessions"
                                            + " where session_id = session_id()",
                                    String.class))
                    .contains("/*caller='" + CallerIT.class.getName() + ".template_sendsTheComment%3A")
                    .contains(",job='nightly',traceparent='00-");
        }
    }

    private static List<String> callers(List<SpanTree> spans) {
        return spans.stream()
                .map(span -> (Object) span.attribute("code.function.name"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }
}
