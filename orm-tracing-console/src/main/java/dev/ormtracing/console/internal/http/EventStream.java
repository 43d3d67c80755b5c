package dev.ormtracing.console.internal.http;

import dev.ormtracing.console.internal.trace.KeptTrace;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.report.internal.ScriptJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events: the traces that are kept, and then each that changes. Has a thread of its own. */
public final class EventStream {

    /** So that a connection whose browser is gone ends. */
    private static final long BEAT_MILLIS = 10_000;
    /** The most that a page costs does not grow with the traffic. */
    private static final long PAUSE_MILLIS = 250;

    private final TraceKeeper keeper;
    private final String instance;
    private final Runnable whenOver;
    private long number;

    EventStream(TraceKeeper keeper, String instance, long since, Runnable whenOver) {
        this.keeper = keeper;
        this.instance = instance;
        this.number = since;
        this.whenOver = whenOver;
    }

    /** Writes until the console stops, the thread is interrupted, or nobody reads any more. */
    public void writeTo(OutputStream out) {
        try (out) {
            writeAll(out);
        } catch (IOException e) {
            // The browser is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            whenOver.run();
        }
    }

    private void writeAll(OutputStream out) throws IOException, InterruptedException {
        long clears = keeper.clears();
        write(out, "event: hello\ndata: " + ScriptJson.of(instance) + "\n\n");
        while (keeper.isRunning()) {
            long seen = keeper.number();
            if (keeper.clears() != clears) {
                clears = keeper.clears();
                write(out, "event: clear\ndata: 0\n\n");
            }
            for (KeptTrace trace : keeper.since(number)) {
                write(out, "id: " + trace.number() + "\ndata: " + ScriptJson.of(trace.summary()) + "\n\n");
                number = trace.number();
            }
            write(out, ":\n\n");
            out.flush();
            Thread.sleep(PAUSE_MILLIS);
            keeper.await(seen, clears, BEAT_MILLIS);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
