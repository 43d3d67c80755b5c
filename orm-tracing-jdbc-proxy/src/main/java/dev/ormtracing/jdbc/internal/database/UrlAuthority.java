package dev.ormtracing.jdbc.internal.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first host of {@code user:password@host:port,host:port/path?properties}, and where the path begins. An at sign, a
 * slash or a comma may be a part of the password. Where two readings are possible, there is no host and no path.
 *
 * @param host with its port; empty for none
 * @param rest what follows the hosts
 */
record UrlAuthority(String host, String rest) {

    private static final UrlAuthority HIDDEN = new UrlAuthority("@", "");

    /** {@code user:password@[(host=h,port=1),…]} or {@code address=(host=h)(port=1),…}. */
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?:[^()@/?;]*@)?\\[?(?:address=)?\\(.*", Pattern.DOTALL);

    private static final Pattern PLAIN =
            Pattern.compile("(\\[[0-9a-fA-F:.]+(%[\\w.-]+)?]|[\\p{L}\\p{N}._\\\\-]*)(:\\d{0,5}(\\.\\.\\d+)?)?");

    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    private static final Pattern LOGIN = Pattern.compile("([^:@]*)(:[^@]*)?@([^@]*)");

    /** What follows a path if it is no path with a question mark in it, as a password may be. */
    private static final Pattern PROPERTIES = Pattern.compile("[?;:,#]+\\s*([A-Za-z_][\\w. -]*=.*|)", Pattern.DOTALL);

    /** @param ends the characters that end the hosts, besides a slash */
    static UrlAuthority of(String text, String ends) {
        if (DESCRIPTION.matcher(text).matches()) {
            return described(text, ends);
        }
        int end = UrlParts.firstOf(text, 0, "/" + ends);
        String hosts = text.substring(0, end);
        String rest = text.substring(end);
        int last = text.lastIndexOf('@');
        if (last < 0 || isPossible(text, ends)) {
            return new UrlAuthority(first(hosts), rest);
        }
        String listed = rest.indexOf('@') < 0 && !rest.startsWith("//") ? firstWithLogin(hosts) : null;
        if (listed != null) {
            return new UrlAuthority(listed, rest);
        }
        if (hosts.indexOf('@') < 0 && !hasSignInPath(rest)) {
            return HIDDEN;
        }
        for (int at = text.indexOf('@'); at < last; at = text.indexOf('@', at + 1)) {
            if (isPossible(text.substring(at + 1), ends)) {
                return HIDDEN;
            }
        }
        String behind = text.substring(last + 1);
        if (!isPossible(behind, ends)) {
            return HIDDEN;
        }
        int hostsEnd = UrlParts.firstOf(behind, 0, "/" + ends);
        return new UrlAuthority(first(behind.substring(0, hostsEnd)), behind.substring(hostsEnd));
    }

    boolean isHidden() {
        return this == HIDDEN;
    }

    private static UrlAuthority described(String text, String ends) {
        int end = text.length();
        int depth = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth <= 0 && (c == '/' || ends.indexOf(c) >= 0)) {
                end = i;
            }
        }
        String hosts = text.substring(0, end);
        if (!hosts.endsWith(")") && !hosts.endsWith(")]")) {
            return HIDDEN;
        }
        return new UrlAuthority(UrlDescription.ofMySql(hosts.substring(hosts.indexOf('('))), text.substring(end));
    }

    /** Whether this can be hosts without a login, a path and properties. */
    private static boolean isPossible(String text, String ends) {
        int end = UrlParts.firstOf(text, 0, "/" + ends);
        for (String host : text.substring(0, end).split("[,;]", 0)) {
            if (!isPlain(host)) {
                return false;
            }
        }
        return !text.startsWith("//", end) && !hasSignInPath(text.substring(end));
    }

    private static boolean hasSignInPath(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if ("?;:,#".indexOf(c) >= 0
                    && PROPERTIES.matcher(rest).region(i, rest.length()).matches()) {
                return false;
            }
            if (c == '@') {
                return true;
            }
        }
        return false;
    }

    /** The first of {@code user:password@host,user:password@host}, where the user is the same; null for other lists. */
    private static @Nullable String firstWithLogin(String hosts) {
        String first = null;
        String user = null;
        for (String host : hosts.split("[,;]", 0)) {
            Matcher login = LOGIN.matcher(host);
            if (!login.matches()) {
                if (!isPlain(host)) {
                    return null;
                }
                first = first == null ? host : first;
                continue;
            }
            boolean sameUser = user == null || login.group(2) != null && user.equals(login.group(1));
            if (!sameUser || !isPlain(login.group(3))) {
                return null;
            }
            user = login.group(1);
            first = first == null ? login.group(3) : first;
        }
        return first;
    }

    private static String first(String hosts) {
        return UrlParts.untilAny(hosts, ",;");
    }

    private static boolean isPlain(String host) {
        return PLAIN.matcher(host).matches() || BARE_IPV6.matcher(host).matches();
    }
}
