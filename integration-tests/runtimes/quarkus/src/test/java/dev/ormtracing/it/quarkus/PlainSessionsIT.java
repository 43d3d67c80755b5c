package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.quarkus.library.Author;
import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.TreeFormat;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.internal.SessionImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With sessions of Hibernate's own class, as where Quarkus makes session factories in a way that is not known. */
@QuarkusTest
@TestProfile(PlainSessionsIT.Profile.class)
@ExtendWith(OrmTracingQuarkusExtension.class)
class PlainSessionsIT {

    @Inject
    Session session;

    @Test
    void query_hasItsTree(Traces traces) {
        QuarkusTransaction.requiringNew().run(this::query);
        traces.clear();

        QuarkusTransaction.requiringNew().run(() -> {
            query();
            assertThat(session.unwrap(SessionImpl.class).getClass()).isSameAs(SessionImpl.class);
        });

        assertThatTraces(traces).matchesTree("""
                transaction
                  start_transaction
                  operation Author.getResultList
                    serialize
                    connect
                    db_query CLIENT select Author
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void persist_hasItsTree(Traces traces) {
        QuarkusTransaction.requiringNew().run(() -> session.persist(new Author("A")));

        assertThatTraces(traces).matchesTree("""
                transaction
                  start_transaction
                  operation Author.persist
                    serialize
                    connect
                    db_query CLIENT select
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert Author
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void settings_ofBothPrefixesCount(Traces traces) {
        QuarkusTransaction.requiringNew().run(() -> session.find(Author.class, -1L));

        assertThatTraces(traces)
                .inFormat(TreeFormat.standard().withAttributes("db.query.parameter.0", "db.response.returned_rows"))
                .matchesTree("""
                transaction
                  start_transaction
                  operation Author.find
                    serialize
                    connect
                    db_query CLIENT select Author db.query.parameter.0=-1 db.response.returned_rows=0
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    private void query() {
        session.createQuery("from Author", Author.class).getResultList();
    }

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.orm-tracing.session-subclass", "false",
                    "quarkus.orm-tracing.record-query-parameters", "true",
                    "orm.tracing.record-query-parameters", "false",
                    "orm.tracing.record-returned-rows", "true");
        }
    }
}
