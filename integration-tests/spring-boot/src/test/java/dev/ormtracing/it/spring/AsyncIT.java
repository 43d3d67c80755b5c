package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Work on another thread belongs to the span of the one that asked for it if the context goes along, and only then. */
@ClinicTest
class AsyncIT {

    @Autowired
    private Owners owners;

    @Autowired
    private OpenTelemetry openTelemetry;

    @Autowired
    private Recorded recorded;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private long ada;

    @BeforeEach
    void owner() {
        ada = owners.save(new Owner("Ada", "Ghent")).getId();
        recorded.reset();
    }

    @AfterEach
    void stop() {
        thread.shutdown();
    }

    @Test
    void wrappedExecutor_takesTheSpanAlong() {
        assertThat(cityFoundBy(Context.taskWrapping(thread))).isEqualTo("Ghent");

        recorded.expect("""
                application
                  transaction
                    connect
                    start_transaction
                    operation Owner.find
                      serialize
                      db_query CLIENT select owners
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void plainExecutor_leavesItBehind() {
        assertThat(cityFoundBy(thread)).isEqualTo("Ghent");

        recorded.expect("""
                application
                transaction
                  connect
                  start_transaction
                  operation Owner.find
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    private String cityFoundBy(Executor executor) {
        Span span = openTelemetry
                .getTracer("application")
                .spanBuilder("application")
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            return CompletableFuture.supplyAsync(() -> owners.findById(ada).orElseThrow(), executor)
                    .thenApply(Owner::getCity)
                    .join();
        } finally {
            span.end();
        }
    }
}
