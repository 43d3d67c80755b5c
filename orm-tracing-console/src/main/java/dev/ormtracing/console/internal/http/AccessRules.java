package dev.ormtracing.console.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may see the page: by default a browser on this machine, and no page of another site in it. */
public final class AccessRules {

    static final String TOKEN = "X-Orm-Traces-Token";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    /** A proxy on this machine would make everybody a local client. */
    private static final List<String> OF_PROXIES = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Real-IP",
            "Via");

    private static final Pattern LOCAL_HOST = Pattern.compile("localhost|127\\.0\\.0\\.1|\\[::1]|[\\w-]+\\.localhost");
    /** A name can be made to lead elsewhere; an address is what it is. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final boolean allowsRemote;
    private final Set<String> hosts;
    private final String token = random();

    /** @param hosts names by which the application is called, besides those of this machine; in lower case */
    public AccessRules(boolean allowsRemote, Set<String> hosts) {
        this.allowsRemote = allowsRemote;
        this.hosts = Set.copyOf(hosts);
    }

    static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String token() {
        return token;
    }

    /** Why the request is refused, or null if it is not. */
    @Nullable
    ConsoleResponse refusal(ConsoleRequest request) {
        if (!allowsRemote && (!request.isLoopback() || isForwarded(request))) {
            return forbidden("Only for clients on this machine; orm.tracing.console.allow-remote=true lets others in.");
        }
        String host = request.header("Host");
        if (host == null || !isKnown(nameIn(host))) {
            return forbidden("Unknown host; orm.tracing.console.allowed-hosts has the names that may be used.");
        }
        if (isOfAnotherSite(request, host)) {
            return forbidden("Not for other sites.");
        }
        if (READING.contains(request.method())) {
            return null;
        }
        if (!request.method().equals("POST")) {
            return ConsoleResponse.text(405, "Only GET and POST.").with("Allow", "GET, HEAD, POST");
        }
        return hasToken(request) ? null : forbidden("The token is missing or not the right one.");
    }

    private static ConsoleResponse forbidden(String why) {
        return ConsoleResponse.text(403, why);
    }

    private static boolean isForwarded(ConsoleRequest request) {
        return OF_PROXIES.stream().anyMatch(header -> request.header(header) != null);
    }

    private boolean isKnown(String name) {
        return LOCAL_HOST.matcher(name).matches()
                || hosts.contains(name)
                || allowsRemote && ADDRESS.matcher(name).matches();
    }

    /** Without the port. */
    private static String nameIn(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    }

    /** A link of another site may open the page, which has nothing yet. */
    private static boolean isOfAnotherSite(ConsoleRequest request, String host) {
        String origin = request.header("Origin");
        if (origin != null
                && !origin.toLowerCase(Locale.ROOT)
                        .replaceFirst("^https?://", "")
                        .equals(host.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String site = request.header("Sec-Fetch-Site");
        boolean opensPage = request.path().isEmpty()
                && request.method().equals("GET")
                && "navigate".equals(request.header("Sec-Fetch-Mode"))
                && "document".equals(request.header("Sec-Fetch-Dest"));
        return site != null && !OWN_SITE.contains(site) && !opensPage;
    }

    private boolean hasToken(ConsoleRequest request) {
        String given = request.header(TOKEN);
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
