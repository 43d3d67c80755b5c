package dev.ormtracing.jdbc.internal.session;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the session of a database which span works in it, once per change: SQL Server by {@code CONTEXT_INFO}, Oracle by
 * the action of its session. What the application has set there stays, and is the end of it for this connection. One per
 * connection of the driver, and of one thread at a time, as that. No method throws.
 */
public final class SessionContext {

    private static final String ORACLE_PREFIX = "OCSID.";
    private static final String ORACLE_ACTION = "OCSID.ACTION";
    private static final Pattern OURS = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** What the session was told, or null for nothing. */
    private @Nullable String told;

    private boolean looked;

    /** Whether the application has the place, or the database refuses it. */
    private boolean taken;

    /**
     * The next statement belongs to this span, which is invalid or not sampled where there is nothing to tell.
     *
     * @param driver what statements are sent by
     */
    public void tell(Connection driver, DatabaseSystem system, SpanContext span) {
        if (taken || system != DatabaseSystem.ORACLE && system != DatabaseSystem.SQL_SERVER) {
            return;
        }
        String next = span.isSampled() ? traceparent(span) : null;
        if (Objects.equals(next, told)) {
            return;
        }
        try {
            if (!looked) {
                looked = true;
                taken = isTaken(driver, system);
            }
            if (!taken) {
                set(driver, system, next);
                told = next;
            }
        } catch (Throwable e) {
            taken = true;
            Guard.report(e);
        }
    }

    /** Whether there is something to take back in the name of what is not traced. */
    public boolean isTold() {
        return told != null && !taken;
    }

    /** The application has set a value of the client. */
    public void clientInfoSet(String name) {
        taken |= name.toUpperCase(Locale.ROOT).startsWith(ORACLE_PREFIX);
    }

    /** The application is about to execute this text. */
    public void executes(DatabaseSystem system, String sql) {
        taken |= system == DatabaseSystem.SQL_SERVER
                && sql.toLowerCase(Locale.ROOT).contains("context_info");
    }

    private static String traceparent(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    private static boolean isTaken(Connection driver, DatabaseSystem system) throws SQLException {
        String there = system == DatabaseSystem.ORACLE ? driver.getClientInfo(ORACLE_ACTION) : contextInfo(driver);
        return there != null && !there.isEmpty() && !OURS.matcher(there).matches();
    }

    private static @Nullable String contextInfo(Connection driver) throws SQLException {
        try (PreparedStatement select = driver.prepareStatement("select context_info()");
                ResultSet rows = select.executeQuery()) {
            byte[] bytes = rows.next() ? rows.getBytes(1) : null;
            return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
        }
    }

    private static void set(Connection driver, DatabaseSystem system, @Nullable String value) throws SQLException {
        String text = value == null ? "" : value;
        if (system == DatabaseSystem.ORACLE) {
            driver.setClientInfo(ORACLE_ACTION, text);
            return;
        }
        try (PreparedStatement set = driver.prepareStatement("set context_info ?")) {
            // An empty one is padded with zeros too, and no zeros at all would be null.
            set.setBytes(1, value == null ? new byte[1] : text.getBytes(StandardCharsets.US_ASCII));
            set.execute();
        }
    }
}
