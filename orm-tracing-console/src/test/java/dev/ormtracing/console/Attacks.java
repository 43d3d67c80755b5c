package dev.ormtracing.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site, a name that leads here and a proxy may try, each with real HTTP, whatever the server. */
public abstract class Attacks {

    /** Has settings that somebody may want to change. */
    private static final OrmTracing IN_USE = OrmTracing.builder().build();

    /** The page on some server. */
    public record Target(SpanProcessor processor, int port, Runnable end) {}

    protected final Target target;
    protected final int port;
    protected final RawHttp http;
    protected final String host;
    private String traceId = "";

    protected Attacks(Target target) {
        this.target = target;
        this.port = target.port();
        this.http = new RawHttp(port);
        this.host = "Host: localhost:" + port;
    }

    @BeforeEach
    void record() {
        SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(target.processor()).build();
        Span span = provider.get("test").spanBuilder("GET /secret").startSpan();
        traceId = span.getSpanContext().getTraceId();
        span.end();
        provider.forceFlush();
    }

    @AfterEach
    void end() {
        target.end().run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST", "shop.localhost"})
    void hostOfThisMachine_isAnswered(String name) throws IOException {
        assertThat(http.send("GET /orm-traces HTTP/1.1", "Host: " + name + ":" + port))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "localhost.attacker.example",
                "127.0.0.1.nip.io",
                "attacker.example:localhost",
                "localhost@attacker.example",
                "0.0.0.0",
                "192.168.1.10",
                "127.0.0.1 attacker.example",
                ""
            })
    void nameThatLeadsHere_isRefused(String name) throws IOException {
        for (String path : paths()) {
            assertRefused(http.send("GET /orm-traces" + path + " HTTP/1.1", "Host: " + name + ":" + port));
        }
    }

    @Test
    void requestWithoutHost_isRefused() throws IOException {
        assertRefused(http.send("GET /orm-traces/traces/" + traceId + " HTTP/1.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://attacker.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void pageOfAnotherSite_isRefused(String header) throws IOException {
        for (String path : paths()) {
            assertRefused(http.send("GET /orm-traces" + path + " HTTP/1.1", host, header));
        }
    }

    @Test
    void preflight_isRefused() throws IOException {
        assertRefused(http.send(
                "OPTIONS /orm-traces/clear HTTP/1.1",
                host,
                "Origin: https://attacker.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: X-Orm-Traces-Token"));
    }

    @Test
    void linkOfAnotherSite_opensThePageOnlyInAWindow() throws IOException {
        String[] navigation = {host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"};

        assertThat(http.send(
                        "GET /orm-traces HTTP/1.1",
                        navigation[0],
                        navigation[1],
                        navigation[2],
                        "Sec-Fetch-Dest: document"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("/secret");
        assertRefused(http.send(
                "GET /orm-traces HTTP/1.1", navigation[0], navigation[1], navigation[2], "Sec-Fetch-Dest: iframe"));
        assertRefused(http.send(
                "GET /orm-traces/report HTTP/1.1",
                navigation[0],
                navigation[1],
                navigation[2],
                "Sec-Fetch-Dest: document"));
    }

    @Test
    void responses_allowNoOtherSite() throws IOException {
        for (String path : List.of("", "/overview", "/traces/" + traceId, "/report", "/no-such-thing")) {
            assertThat(http.send("GET /orm-traces" + path + " HTTP/1.1", host).toLowerCase(java.util.Locale.ROOT))
                    .contains(
                            "content-security-policy: default-src 'none'",
                            "frame-ancestors 'none'",
                            "x-frame-options: deny",
                            "x-content-type-options: nosniff",
                            "cross-origin-resource-policy: same-origin",
                            "referrer-policy: no-referrer",
                            "cache-control: no-store")
                    .doesNotContain("access-control-");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1",
                "X-Real-IP: 127.0.0.1",
                "Via: 1.1 proxy"
            })
    void clientBehindAProxy_isRefused(String header) throws IOException {
        assertRefused(http.send("GET /orm-traces/overview HTTP/1.1", host, header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: x",
                "X-Orm-Traces-Token: ",
                "X-Orm-Traces-Token: guessed",
                "Cookie: X-Orm-Traces-Token=x"
            })
    void changeWithoutTheToken_isRefused(String header) throws IOException {
        assertRefused(http.send("POST /orm-traces/clear HTTP/1.1", host, header, "Content-Length: 0"));
        assertThat(http.send("GET /orm-traces/overview HTTP/1.1", host)).contains("GET /secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: x", "X-Orm-Traces-Token: guessed", "Origin: https://attacker.example"})
    void settingWithoutTheToken_stays(String header) throws IOException {
        String before = body(http.send("GET /orm-traces/settings HTTP/1.1", host));

        assertRefused(http.send(
                "POST /orm-traces/settings?name=record-query-parameters&value=true HTTP/1.1",
                host,
                header,
                "Content-Length: 0"));
        assertRefused(http.send(
                "POST /orm-traces/settings HTTP/1.1",
                host,
                header,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 0"));
        assertThat(IN_USE.runtimeSettings().values()).containsEntry("record-query-parameters", "false");
        assertThat(before).contains("record-query-parameters\",\"value\":\"false\"");
        assertThat(body(http.send("GET /orm-traces/settings?name=record-query-parameters&value=true HTTP/1.1", host)))
                .isEqualTo(before);
    }

    @Test
    void changeWithTheToken_isRefusedToOtherSites() throws IOException {
        assertRefused(http.send(
                "POST /orm-traces/clear HTTP/1.1",
                host,
                token(),
                "Origin: https://attacker.example",
                "Content-Length: 0"));
        assertThat(http.send("GET /orm-traces/overview HTTP/1.1", host)).contains("GET /secret");
    }

    @Test
    void changeWithTheToken_isMade() throws IOException {
        assertThat(http.send("POST /orm-traces/clear HTTP/1.1", host, token(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 200");
        assertThat(http.send("GET /orm-traces/overview HTTP/1.1", host)).doesNotContain("GET /secret");
    }

    @Test
    void changeByGet_isNone() throws IOException {
        assertThat(http.send("GET /orm-traces/clear HTTP/1.1", host, token())).startsWith("HTTP/1.1 404");
        assertThat(http.send("GET /orm-traces/overview HTTP/1.1", host)).contains("GET /secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "CONNECT"})
    void otherMethods_areRefused(String method) throws IOException {
        assertThat(http.send(method + " /orm-traces/clear HTTP/1.1", host, token(), "Content-Length: 0"))
                .matches("(?s)HTTP/1.1 (405|400|404|501).*")
                .doesNotContain("/secret");
        assertThat(http.send("GET /orm-traces/overview HTTP/1.1", host)).contains("GET /secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orm-tracesx",
                "/orm-traces/../secret",
                "/orm-traces/traces/../../x",
                "/orm-traces/traces/<script>"
            })
    void otherPaths_haveNothing(String path) throws IOException {
        assertThat(http.send("GET " + path + " HTTP/1.1", host))
                .matches("(?s)HTTP/1.1 (404|400).*")
                .doesNotContain("<script>");
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n"));
    }

    private List<String> paths() {
        return List.of(
                "/overview",
                "/traces/" + traceId,
                "/summaries/" + traceId,
                "/settings",
                "/badge.js",
                "/stream",
                "/report");
    }

    protected final String token() throws IOException {
        Matcher token =
                Pattern.compile("\"token\":\"([\\w-]{32})\"").matcher(http.send("GET /orm-traces HTTP/1.1", host));
        assertThat(token.find()).isTrue();
        return "X-Orm-Traces-Token: " + token.group(1);
    }

    protected static void assertRefused(String response) {
        assertThat(response)
                .matches("(?s)HTTP/1\\.[01] (403|400|405).*")
                .doesNotContain("/secret")
                .doesNotContain("token\":");
    }
}
