package dev.ormtracing.it.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** With OpenTelemetry's Java agent a statement of ours has one span, which is ours, and others have the agent's. */
class AgentIT {

    private static final String OF_THE_AGENT = """
            untraced
              SELECT library.Book CLIENT
              SELECT library.Author CLIENT
              UPDATE library.Book CLIENT
            """;

    private static final String SCOPES = """
            scopes
              opened
                operation doWork
              operation doReturningWork
                serialize
                connect
            after
            """;

    private static final String WITHOUT_ITS_HIBERNATE = "-Dotel.instrumentation.hibernate.enabled=false";

    @Test
    void besideItsStatements() {
        assertThat(AgentRun.of("opentelemetry-instrumentation-api", WITHOUT_ITS_HIBERNATE))
                .isEqualTo(Library.HIBERNATE + Library.JDBC + OF_THE_AGENT + SCOPES);
    }

    @Test
    void besideItsStatements_withItsApiInTheApplication() {
        assertThat(AgentRun.of("nothing", WITHOUT_ITS_HIBERNATE))
                .isEqualTo(Library.HIBERNATE + Library.JDBC + OF_THE_AGENT + SCOPES);
    }

    /** One span a statement, but the agent's spans of sessions come between ours. */
    @Test
    void besideItsSessions() {
        assertThat(AgentRun.of("opentelemetry-instrumentation-api"))
                .isEqualTo("""
                persist
                  transaction
                    start_transaction
                      connect
                  Session.persist dev.ormtracing.it.opentelemetry.Author
                    operation Author.persist
                  Transaction.commit
                    commit_transaction
                      flush
                        serialize
                        db_query CLIENT insert Author
                        db_query CLIENT insert Book
                      db_query CLIENT COMMIT
                find
                  Session.find dev.ormtracing.it.opentelemetry.Author
                    operation Author.find
                      serialize
                      connect
                      db_query CLIENT select Author
                      hydrate
                  operation Author.books.initialize
                    serialize
                    connect
                    db_query CLIENT select Book
                    hydrate
                query
                  operation Book.createQuery
                    compile
                  SELECT dev.ormtracing.it.opentelemetry.Book
                    operation Book.getResultList
                      compile
                      serialize
                      connect
                      db_query CLIENT select Book
                      hydrate
                """ + Library.HIBERNATE.substring(Library.HIBERNATE.indexOf("doWork")) + Library.JDBC
                        + OF_THE_AGENT + SCOPES);
    }

    /** The agent loads it, and neither Hibernate nor the application sees it there: see docs/limits.md. */
    @Test
    void asItsExtension_theJarsDoNothing() {
        assertThat(AgentRun.ours()).contains("orm-tracing-hibernate", "orm-tracing-core", "orm-tracing-jdbc-proxy");

        String without = AgentRun.ofOthers();
        String with = AgentRun.ofOthers("-Dotel.javaagent.extensions=" + AgentRun.ours());

        assertThat(with).isEqualTo(without).startsWith("find\n").doesNotContain("operation");
    }
}
