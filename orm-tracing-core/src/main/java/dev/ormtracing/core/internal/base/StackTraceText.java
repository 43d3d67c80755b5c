package dev.ormtracing.core.internal.base;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace as {@link Throwable#printStackTrace()} writes it, but with the codes of an {@link SQLException} in the
 * place of the messages, which may contain bound values. Bounded, since it goes into every trace of a failure.
 */
public final class StackTraceText {

    private static final int MAX_LENGTH = 16 * 1024;

    private final StringBuilder text = new StringBuilder(2048);
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean withMessages;

    private StackTraceText(boolean withMessages) {
        this.withMessages = withMessages;
    }

    public static String of(Throwable error, boolean withMessages) {
        StackTraceText trace = new StackTraceText(withMessages);
        trace.append("", error, new StackTraceElement[0]);
        return trace.text.toString();
    }

    private void append(String caption, @Nullable Throwable error, StackTraceElement[] enclosing) {
        if (error == null || !seen.add(error) || text.length() >= MAX_LENGTH) {
            return;
        }
        text.append(caption);
        appendHeading(error);
        StackTraceElement[] frames = error.getStackTrace();
        int common = commonFrames(frames, enclosing);
        for (int i = 0; i < frames.length - common && text.length() < MAX_LENGTH; i++) {
            text.append("\tat ").append(frames[i]).append('\n');
        }
        if (common > 0) {
            text.append("\t... ").append(common).append(" more\n");
        }
        for (Throwable suppressed : error.getSuppressed()) {
            append("Suppressed: ", suppressed, frames);
        }
        if (error instanceof SQLException sql) {
            append("Next: ", sql.getNextException(), frames);
        }
        append("Caused by: ", error.getCause(), frames);
    }

    private void appendHeading(Throwable error) {
        text.append(error.getClass().getName());
        if (error instanceof SQLException sql) {
            text.append(" [SQLSTATE ").append(sql.getSQLState());
            text.append(", code ").append(sql.getErrorCode()).append(']');
        }
        if (withMessages && error.getMessage() != null) {
            text.append(": ").append(error.getMessage());
        }
        text.append('\n');
    }

    private static int commonFrames(StackTraceElement[] frames, StackTraceElement[] enclosing) {
        int common = 0;
        while (common < frames.length
                && common < enclosing.length
                && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
            common++;
        }
        return common;
    }
}
