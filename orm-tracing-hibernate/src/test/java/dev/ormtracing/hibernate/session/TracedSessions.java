package dev.ormtracing.hibernate.session;

import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session factory with two users, and what its sessions leave behind. */
@ExtendWith(OrmTracingExtension.class)
abstract class TracedSessions {

    final Traces traces;
    final SessionFactory sessions;

    TracedSessions(OpenTelemetry openTelemetry, Traces traces) {
        this.traces = traces;
        this.sessions = Database.open(openTelemetry);
        traces.clear();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    /** The tree of what is done in a new session. */
    final String tree(Consumer<Session> work, String... attributes) {
        traces.clear();
        sessions.inSession(work);
        return shown(attributes);
    }

    /** The operations of what is done in a new session and transaction. */
    final String operations(Consumer<Session> work) {
        traces.clear();
        sessions.inTransaction(work);
        return String.join(
                "\n",
                traces.operations().stream()
                        .map(operation -> String.valueOf(operation.attribute("name")))
                        .toList());
    }

    final String shown(String... attributes) {
        return traces.text(TreeFormat.standard().withAttributes(attributes));
    }
}
