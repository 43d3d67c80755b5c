package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What an application's own pages learn of their request, on whatever server. */
final class Badges {

    private Badges() {}

    static void check(LivePageClient client) throws IOException {
        try (LivePageClient.Events events = client.events()) {
            String response = client.get("/owners?city=Ghent");
            assertThat(response.toLowerCase(java.util.Locale.ROOT))
                    .containsOnlyOnce("server-timing: traceparent;desc=\"00-");
            String id = response.replaceAll("(?s).*traceparent;desc=\"00-([0-9a-f]{32})-[0-9a-f]{16}-01\".*", "$1");
            assertThat(events.requestToOwners()).contains(id);

            assertThat(client.get("/orm-traces/summaries/" + id)).contains("\"statements\":1");
            assertThat(client.get("/orm-traces/badge.js"))
                    .startsWith("HTTP/1.1 200")
                    .contains("text/javascript")
                    .doesNotContain(id);
            for (String path : new String[] {"summaries/" + id, "badge.js"}) {
                LivePageClient.assertRefused(client.get("/orm-traces/" + path, "Sec-Fetch-Site: cross-site"));
                LivePageClient.assertRefused(client.get("/orm-traces/" + path, "Origin: https://attacker.example"));
            }
        }
    }
}
