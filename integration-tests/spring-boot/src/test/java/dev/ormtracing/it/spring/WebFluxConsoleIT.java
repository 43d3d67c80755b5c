package dev.ormtracing.it.spring;

import static dev.ormtracing.it.spring.LivePageClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.ClinicApplication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** The live page where the same application runs on Netty; what proxies say is tried on Tomcat too. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebFluxConsoleIT {

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
    void page_doesWhatItDoesInSpringMvc() throws IOException {
        start(
                ON,
                "orm.tracing.console.badge=true",
                "spring.webflux.base-path=/",
                "management.endpoints.web.exposure.include=ormtraces");

        // Tomcat would leave out the reason.
        assertThat(client.get("/orm-traces")).startsWith("HTTP/1.1 200 OK").contains("\"base\":\"/orm-traces\"");
        Badges.check(client);
        assertThat(client.get("/orm-traces/overview"))
                .contains("Owner.getResultList")
                .doesNotContain("orm-traces");
        assertThat(client.post("/orm-traces/settings?name=detail&value=compact"))
                .startsWith("HTTP/1.1 200")
                .contains("\"value\":\"compact\"");
        assertThat(client.get("/actuator/ormtraces")).startsWith("HTTP/1.1 200").contains("\"value\":\"compact\"");
        assertThat(client.post("/orm-traces/clear")).startsWith("HTTP/1.1 200");
        attackersAreRefused();
    }

    private void attackersAreRefused() throws IOException {
        for (String path : List.of("", "/overview", "/settings", "/stream", "/report", "/badge.js")) {
            assertRefused(client.send("GET /orm-traces" + path + " HTTP/1.1", "Host: attacker.example"));
            assertRefused(client.get("/orm-traces" + path, "Origin: https://attacker.example"));
            assertRefused(client.get("/orm-traces" + path, "Sec-Fetch-Site: cross-site"));
        }
        for (String path : List.of("/clear", "/settings?name=record-query-parameters&value=true")) {
            assertRefused(client.send("POST /orm-traces" + path + " HTTP/1.1", client.host(), "Content-Length: 0"));
        }
        assertThat(client.send(
                        "OPTIONS /orm-traces/clear HTTP/1.1",
                        client.host(),
                        "Origin: https://attacker.example",
                        "Access-Control-Request-Method: POST"))
                .doesNotContain("Access-Control-Allow");
    }

    /** Its server replaces the addresses. Tomcat removes the headers too, so this one is tried on Tomcat as well. */
    @Test
    @Tag("also-on-tomcat")
    void clientBehindAProxyThatTheServerBelieves_isRefused() throws IOException {
        start(ON, "server.forward-headers-strategy=native");

        proxiesAreRefused("");
    }

    @Test
    void clientBehindAProxyThatSpringBelieves_isRefused() throws IOException {
        start(ON, "server.forward-headers-strategy=framework", "spring.webflux.base-path=/clinic");

        assertThat(client.get("/clinic/orm-traces")).contains("\"base\":\"/clinic/orm-traces\"");
        assertThat(client.get("/clinic/orm-traces/settings")).startsWith("HTTP/1.1 200");
        proxiesAreRefused("/clinic");
    }

    private void proxiesAreRefused(String base) throws IOException {
        for (String header :
                List.of("X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.7", "Forwarded: for=127.0.0.1")) {
            assertRefused(client.get(base + "/orm-traces/overview", header));
        }
    }

    @Test
    void pageThatIsOpen_endsWithTheApplication() throws IOException {
        start(ON);
        try (LivePageClient.Events events = client.events()) {
            events.next("event: hello");
            application.publishEvent(new ContextClosedEvent(application));

            events.awaitEnd();
        }
    }

    private void start(String... properties) {
        List<String> arguments =
                new ArrayList<>(Arrays.stream(properties).map("--"::concat).toList());
        // The application blocks on the threads of its server, as one should not.
        arguments.add("--spring.reactor.context-propagation=auto");
        arguments.add("--server.port=0");
        application = new SpringApplicationBuilder(ClinicApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run(arguments.toArray(String[]::new));
        client = new LivePageClient(application);
    }
}
