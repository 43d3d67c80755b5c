package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.ClinicApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void console_isOffUnlessAskedFor() throws IOException {
        start();

        assertThat(get("/orm-traces")).startsWith("HTTP/1.1 404");
    }

    @Test
    void request_isOnThePageAsItEnds() throws IOException {
        start(ON);
        try (Socket socket = open("GET /orm-traces/stream HTTP/1.1", host());
                BufferedReader events = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(next(events, "event: ")).isEqualTo("event: hello");

            assertThat(get("/owners?city=Ghent")).startsWith("HTTP/1.1 200");

            assertThat(requestToOwners(events))
                    .contains("Owner.getResultList\"", "\"statements\":1", "\"running\":false");
        }
    }

    @Test
    void requestsOfThePage_areNotOnIt() throws IOException {
        start(ON);
        get("/orm-traces");
        get("/orm-traces/overview");
        get("/owners?city=Ghent");
        try (Socket socket = open("GET /orm-traces/stream HTTP/1.1", host());
                BufferedReader events = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            requestToOwners(events);
        }

        assertThat(get("/orm-traces/overview")).contains("/owners").doesNotContain("orm-traces");
    }

    /** The server waits up to 30 s for requests that are running; one of a page never ends by itself. */
    @Test
    void pageThatIsOpen_endsWithTheApplication() throws IOException {
        start(ON);
        try (Socket socket = open("GET /orm-traces/stream HTTP/1.1", host());
                BufferedReader events = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            next(events, "event: hello");
            application.publishEvent(new ContextClosedEvent(application));

            String line = events.readLine();
            while (line != null) {
                line = events.readLine();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "native", "framework"})
    void clientBehindAProxy_isRefusedWhateverIsDoneWithItsHeaders(String strategy) throws IOException {
        start(ON, "server.forward-headers-strategy=" + strategy);

        for (String header :
                List.of("X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.7", "Forwarded: for=127.0.0.1")) {
            assertRefused(get("/orm-traces/overview", header));
        }
    }

    @Test
    void nameThatLeadsHere_isRefused() throws IOException {
        start(ON);

        assertRefused(send("GET /orm-traces/overview HTTP/1.1", "Host: attacker.example"));
    }

    @Test
    void otherSite_isRefusedWhateverTheApplicationAllows() throws IOException {
        application = new SpringApplicationBuilder(ClinicApplication.class, AllowsEverySite.class)
                .run("--server.port=0", "--" + ON);

        assertThat(get("/owners?city=Ghent", "Origin: https://attacker.example"))
                .contains("Access-Control-Allow-Origin");
        assertRefused(get("/orm-traces/overview", "Origin: https://attacker.example"));
        // Spring 6 refuses this by itself; Spring 7 says which methods there are.
        assertThat(send(
                        "OPTIONS /orm-traces/clear HTTP/1.1",
                        host(),
                        "Origin: https://attacker.example",
                        "Access-Control-Request-Method: POST"))
                .doesNotContain("Access-Control-Allow");
    }

    @Test
    void changeWithoutTheToken_isRefused() throws IOException {
        start(ON);

        assertRefused(send("POST /orm-traces/clear HTTP/1.1", host(), "Content-Length: 0"));
    }

    @Test
    void contextPath_isAPartOfTheAddress() throws IOException {
        start(ON, "server.servlet.context-path=/clinic");

        assertThat(get("/clinic/orm-traces")).contains("\"base\":\"/clinic/orm-traces\"");
    }

    @Test
    void hostsThatAreAllowed_areAnswered() throws IOException {
        start(
                ON,
                "orm.tracing.console.allow-remote=true",
                "orm.tracing.console.allowed-hosts=dev.example,Other.example");

        assertThat(send("GET /orm-traces HTTP/1.1", "Host: other.example:8080", "X-Forwarded-For: 203.0.113.7"))
                .startsWith("HTTP/1.1 200");
        assertRefused(send("GET /orm-traces HTTP/1.1", "Host: attacker.example"));
    }

    @Test
    void actuator_hasTheTracesIfItIsExposed() throws IOException {
        start(ON, "management.endpoints.web.exposure.include=ormtraces");
        get("/owners?city=Ghent");
        try (Socket socket = open("GET /orm-traces/stream HTTP/1.1", host());
                BufferedReader events = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            requestToOwners(events);
        }

        String traces = get("/actuator/ormtraces");
        assertThat(traces)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("get /owners\"")
                .contains("\"statements\":[", "\"operations\":[", "\"repetitions\":[");
        String id = traces.replaceAll("(?s).*?\"id\":\"([0-9a-f]{32})\".*", "$1");
        assertThat(get("/actuator/ormtraces/" + "0".repeat(32))).startsWith("HTTP/1.1 404");
        assertThat(get("/actuator/ormtraces/" + id)).startsWith("HTTP/1.1 200").contains("\"spans\":[");
        assertThat(send("DELETE /actuator/ormtraces HTTP/1.1", host())).startsWith("HTTP/1.1 204");
    }

    @Test
    void actuator_isNotExposedByItself() throws IOException {
        start(ON);

        assertThat(get("/actuator/ormtraces")).startsWith("HTTP/1.1 404");
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
    }

    private int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private String host() {
        return "Host: localhost:" + port();
    }

    private String get(String path, String... headers) throws IOException {
        String[] lines = new String[headers.length + 2];
        lines[0] = "GET " + path + " HTTP/1.1";
        lines[1] = host();
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return send(lines);
    }

    /** By hand, since no client would send another host's name. */
    private String send(String... lines) throws IOException {
        try (Socket socket = open(lines)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket open(String... lines) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(120_000);
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String next(BufferedReader events, String start) throws IOException {
        String line = events.readLine();
        while (line != null && !line.startsWith(start)) {
            line = events.readLine();
        }
        assertThat(line).as("a line that starts with %s", start).isNotNull();
        return line;
    }

    /** The client has its answer before the span of the request has ended: until then, parts of the trace may be told. */
    private static String requestToOwners(BufferedReader events) throws IOException {
        String line = next(events, "data: {");
        while (!line.toLowerCase(Locale.ROOT).contains("get /owners\"")) {
            line = next(events, "data: {");
        }
        return line;
    }

    private static void assertRefused(String response) {
        assertThat(response)
                .startsWith("HTTP/1.1 403")
                .doesNotContain("\"statements\"")
                .doesNotContain("Access-Control-Allow");
    }
}
