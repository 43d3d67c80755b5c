package dev.ormtracing.console.internal.http;

import dev.ormtracing.console.internal.trace.KeptTrace;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.report.internal.ScriptJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Server-sent events: the traces that are kept, and then each that changes. For one thread at a time. */
public final class EventStream {

    /** So that a connection whose browser is gone ends. */
    private static final long BEAT_MILLIS = 10_000;
    /** Whoever looks wants to see what he has just done. */
    private static final long SHORTEST_PAUSE_MILLIS = 250;

    /** Only where thousands of requests a second are shown. */
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** The most that a page costs does not grow with the traffic: so many times what the last events took is between two. */
    private static final int REST = 30;

    private final TraceKeeper keeper;
    private final String instance;
    private final Runnable whenOver;
    private final AtomicBoolean over = new AtomicBoolean();
    private long number;
    private long seen;
    private long clears;
    private long pauseMillis = SHORTEST_PAUSE_MILLIS;
    private boolean begun;

    EventStream(TraceKeeper keeper, String instance, long since, Runnable whenOver) {
        this.keeper = keeper;
        this.instance = instance;
        this.number = since;
        this.whenOver = whenOver;
    }

    /** Writes until the console stops, the thread is interrupted, or nobody reads any more. */
    public void writeTo(OutputStream out) {
        try (out) {
            String events = next();
            while (events != null) {
                out.write(events.getBytes(StandardCharsets.UTF_8));
                out.flush();
                events = next();
            }
        } catch (IOException e) {
            // The browser is gone.
        } finally {
            close();
        }
    }

    /**
     * What there is to tell, or a sign of life. Waits for it, but the first time; null when the console has stopped, or the
     * thread is interrupted.
     */
    public @Nullable String next() {
        try {
            StringBuilder events = new StringBuilder();
            if (begun) {
                Thread.sleep(pauseMillis);
                keeper.await(seen, clears, BEAT_MILLIS);
            } else {
                begun = true;
                clears = keeper.clears();
                events.append("event: hello\ndata: ")
                        .append(ScriptJson.of(instance))
                        .append("\n\n");
            }
            if (!keeper.isRunning()) {
                return null;
            }
            long start = System.nanoTime();
            String told = tell(events);
            long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, REST * tookMillis));
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private String tell(StringBuilder events) {
        seen = keeper.number();
        if (keeper.clears() != clears) {
            clears = keeper.clears();
            events.append("event: clear\ndata: 0\n\n");
        }
        for (KeptTrace trace : keeper.since(number)) {
            events.append("id: ").append(trace.number());
            events.append("\ndata: ").append(ScriptJson.of(trace.summary())).append("\n\n");
            number = trace.number();
        }
        return events.append(":\n\n").toString();
    }

    /** Nobody reads any more. */
    public void close() {
        if (over.compareAndSet(false, true)) {
            whenOver.run();
        }
    }
}
