package dev.ormtracing.it.spring;

import static dev.ormtracing.it.spring.LivePageClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.clinic.ClinicApplication;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The live page in an application as it starts, with a server and Spring Boot's own OpenTelemetry. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsoleIT {

    private static final String ON = "orm.tracing.console.enabled=true";

    private ConfigurableApplicationContext application;
    private LivePageClient client;

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void console_isOffUnlessAskedFor() throws IOException {
        start();

        assertThat(client.get("/orm-traces")).startsWith("HTTP/1.1 404");
    }

    @Test
    void request_isOnThePageAsItEnds() throws IOException {
        start(ON);
        try (LivePageClient.Events events = client.events()) {
            assertThat(events.next("event: ")).isEqualTo("event: hello");

            assertThat(client.get("/owners?city=Ghent")).startsWith("HTTP/1.1 200");

            assertThat(events.requestToOwners())
                    .contains("Owner.getResultList\"", "\"statements\":1", "\"running\":false");
        }
    }

    @Test
    void requestsOfThePage_areNotOnIt() throws IOException {
        start(ON);
        client.get("/orm-traces");
        client.get("/orm-traces/overview");
        client.get("/owners?city=Ghent");
        try (LivePageClient.Events events = client.events()) {
            events.requestToOwners();
        }

        assertThat(client.get("/orm-traces/overview")).contains("/owners").doesNotContain("orm-traces");
    }

    /** The server waits up to 30 s for requests that are running; one of a page never ends by itself. */
    @Test
    void pageThatIsOpen_endsWithTheApplication() throws IOException {
        start(ON);
        try (LivePageClient.Events events = client.events()) {
            events.next("event: hello");
            application.publishEvent(new ContextClosedEvent(application));

            events.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "native", "framework"})
    void clientBehindAProxy_isRefusedWhateverIsDoneWithItsHeaders(String strategy) throws IOException {
        start(ON, "server.forward-headers-strategy=" + strategy);

        for (String header :
                List.of("X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.7", "Forwarded: for=127.0.0.1")) {
            assertRefused(client.get("/orm-traces/overview", header));
        }
    }

    @Test
    void nameThatLeadsHere_isRefused() throws IOException {
        start(ON);

        assertRefused(client.send("GET /orm-traces/overview HTTP/1.1", "Host: attacker.example"));
    }

    @Test
    void otherSite_isRefusedWhateverTheApplicationAllows() throws IOException {
        application = new SpringApplicationBuilder(ClinicApplication.class, AllowsEverySite.class)
                .run("--server.port=0", "--" + ON);
        client = new LivePageClient(application);

        assertThat(client.get("/owners?city=Ghent", "Origin: https://attacker.example"))
                .contains("Access-Control-Allow-Origin");
        assertRefused(client.get("/orm-traces/overview", "Origin: https://attacker.example"));
        // Spring 6 refuses this by itself; Spring 7 says which methods there are.
        assertThat(client.send(
                        "OPTIONS /orm-traces/clear HTTP/1.1",
                        client.host(),
                        "Origin: https://attacker.example",
                        "Access-Control-Request-Method: POST"))
                .doesNotContain("Access-Control-Allow");
    }

    @Test
    void changeWithoutTheToken_isRefused() throws IOException {
        start(ON);

        assertRefused(client.send("POST /orm-traces/clear HTTP/1.1", client.host(), "Content-Length: 0"));
    }

    @Test
    void contextPath_isAPartOfTheAddress() throws IOException {
        start(ON, "server.servlet.context-path=/clinic");

        assertThat(client.get("/clinic/orm-traces")).contains("\"base\":\"/clinic/orm-traces\"");
    }

    @Test
    void hostsThatAreAllowed_areAnswered() throws IOException {
        start(
                ON,
                "orm.tracing.console.allow-remote=true",
                "orm.tracing.console.allowed-hosts=dev.example,Other.example");

        assertThat(client.send("GET /orm-traces HTTP/1.1", "Host: other.example:8080", "X-Forwarded-For: 203.0.113.7"))
                .startsWith("HTTP/1.1 200");
        assertRefused(client.send("GET /orm-traces HTTP/1.1", "Host: attacker.example"));
    }

    @Test
    void actuator_hasTheTracesIfItIsExposed() throws IOException {
        start(ON, "management.endpoints.web.exposure.include=ormtraces");
        client.get("/owners?city=Ghent");
        try (LivePageClient.Events events = client.events()) {
            events.requestToOwners();
        }

        String traces = client.get("/actuator/ormtraces");
        assertThat(traces)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("get /owners\"")
                .contains("\"statements\":[", "\"operations\":[", "\"repetitions\":[");
        String id = traces.replaceAll("(?s).*?\"id\":\"([0-9a-f]{32})\".*", "$1");
        assertThat(client.get("/actuator/ormtraces/" + "0".repeat(32))).startsWith("HTTP/1.1 404");
        assertThat(client.get("/actuator/ormtraces/" + id)).startsWith("HTTP/1.1 200").contains("\"spans\":[");
        assertThat(client.send("DELETE /actuator/ormtraces HTTP/1.1", client.host())).startsWith("HTTP/1.1 204");
    }

    @Test
    void settings_changeWhileTheApplicationRuns() throws IOException {
        start(ON, "management.endpoints.web.exposure.include=ormtraces", "orm.tracing.detail=compact");
        assertThat(client.get("/actuator/ormtraces"))
                .contains("\"name\":\"detail\",\"value\":\"compact\",\"configured\":\"compact\"");

        assertThat(client.postJson("/actuator/ormtraces/detail", "{\"value\":\"adaptive\"}"))
                .startsWith("HTTP/1.1 200")
                .contains("\"value\":\"adaptive\",\"configured\":\"compact\"");
        assertThat(application.getBean(OrmTracing.class).runtimeSettings().values())
                .containsEntry("detail", "adaptive");
        assertThat(client.postJson("/actuator/ormtraces/detail", "{\"value\":\"tiny\"}"))
                .startsWith("HTTP/1.1 400");
        assertThat(client.postJson("/actuator/ormtraces/detail", "{\"value\":\"\"}"))
                .contains("\"value\":\"compact\",\"configured\":\"compact\"");

        assertThat(client.post("/orm-traces/settings?name=n-plus-one-threshold&value=7"))
                .contains("\"value\":\"7\",\"configured\":\"5\"");
    }

    /** Actuator may be open to other machines. */
    @Test
    void valuesOfParameters_areSwitchedOnByThePageAndNotByActuator() throws IOException {
        start(ON, "management.endpoints.web.exposure.include=ormtraces");
        String setting = "/actuator/ormtraces/record-query-parameters";

        assertThat(client.postJson(setting, "{\"value\":\"true\"}")).startsWith("HTTP/1.1 400");
        assertThat(client.post("/orm-traces/settings?name=record-query-parameters&value=true"))
                .startsWith("HTTP/1.1 200");
        try (LivePageClient.Events events = client.events()) {
            client.get("/owners?city=Ghent");
            String id = events.requestToOwners().replaceAll("(?s).*?\"id\":\"([0-9a-f]{32})\".*", "$1");
            assertThat(client.get("/orm-traces/traces/" + id)).contains("db.query.parameter.0\",\"Ghent");
        }
        assertThat(client.postJson(setting, "{\"value\":\"false\"}")).startsWith("HTTP/1.1 200");
    }

    @Test
    void valuesOfParameters_areSwitchedOnByActuatorWhereOthersAreLetIn() throws IOException {
        start(ON, "management.endpoints.web.exposure.include=ormtraces", "orm.tracing.console.allow-remote=true");

        assertThat(client.postJson("/actuator/ormtraces/record-query-parameters", "{\"value\":\"true\"}"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void badge_isToldItsTraceOnlyIfItIsOn() throws IOException {
        start(ON);
        assertThat(client.get("/owners?city=Ghent")).doesNotContain("Server-Timing");
        assertThat(client.get("/orm-traces/badge.js")).startsWith("HTTP/1.1 404");
        application.close();

        start(ON, "orm.tracing.console.badge=true");
        Badges.check(client);
    }

    @Test
    void actuator_isNotExposedByItself() throws IOException {
        start(ON);

        assertThat(client.get("/actuator/ormtraces")).startsWith("HTTP/1.1 404");
    }

    @Configuration(proxyBeanMethods = false)
    static class AllowsEverySite {

        @Bean
        WebMvcConfigurer everySite() {
            return new WebMvcConfigurer() {
                @Override
                public void addCorsMappings(CorsRegistry registry) {
                    registry.addMapping("/**");
                }
            };
        }
    }

    private void start(String... properties) {
        application = new SpringApplicationBuilder(ClinicApplication.class)
                .properties("server.port=0")
                .run(Arrays.stream(properties).map("--"::concat).toArray(String[]::new));
        client = new LivePageClient(application);
    }
}
