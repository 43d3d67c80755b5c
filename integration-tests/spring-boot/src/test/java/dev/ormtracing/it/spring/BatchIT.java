package dev.ormtracing.it.spring;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.it.spring.batch.BatchJob;
import dev.ormtracing.it.spring.batch.BatchJob.Reader;
import dev.ormtracing.it.spring.batch.BatchJob.Writer;
import dev.ormtracing.it.spring.boot.ChunkJobs;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Jobs of Spring Batch with its repository in the application's database and JPA's transactions: what a chunk reads,
 * writes and notes is below its transaction, and the outcome is the one without tracing.
 */
class BatchIT {

    /** Spring Batch's versions differ in the order of what they note. */
    private static final String NOTED = """
              + db_query CLIENT ... BATCH_...
              commit_transaction
                db_query CLIENT COMMIT
            """;

    private static ConfigurableApplicationContext traced;
    private static ConfigurableApplicationContext untraced;
    private static int runs;

    @BeforeAll
    static void start() {
        traced = application();
        untraced = application("--orm.tracing.enabled=false");
    }

    @AfterAll
    static void stop() {
        traced.close();
        untraced.close();
    }

    @BeforeEach
    void fill() {
        Stream.of(traced, untraced).forEach(application -> {
            application.getBean(JdbcTemplate.class).execute("delete from letters");
            Owners owners = application.getBean(Owners.class);
            owners.deleteAllInBatch();
            owners.saveAll(IntStream.rangeClosed(1, 4)
                    .mapToObj(number -> new Owner("Owner " + number, "Ghent"))
                    .toList());
        });
        recorded().reset();
    }

    @AfterEach
    void check() {
        recorded().check();
    }

    @Test
    void jpaWriter_isBelowTheTransactionOfItsChunk() throws Exception {
        run(traced, BatchJob.of(Reader.JPA_PAGING, Writer.JPA, BatchIT::copy));

        String chunk = """
                transaction
                  start_transaction
                    connect
                  operation Owner.merge
                    ...
                  operation Owner.merge
                    ...
                  operation flush
                    serialize
                    db_query CLIENT insert owners
                    db_query CLIENT insert owners
                """ + NOTED;
        // The reader has a session and transactions of its own, and keeps its connection.
        String page = """
                transaction
                  start_transaction%s
                  operation flush
                  operation Owner.getResultList
                    serialize
                    db_query CLIENT select owners
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """;
        expect(chunk + page.formatted("\n    connect") + chunk + page.formatted("") + page.formatted(""));
    }

    @Test
    void repositoryWriter_isFlushedByTheCommitOfItsChunk() throws Exception {
        run(traced, BatchJob.of(Reader.JPA_CURSOR, Writer.REPOSITORY, BatchIT::copy));

        String chunk = """
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    ...
                  operation Owner.persist
                    ...
                  + db_query CLIENT ... BATCH_...
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners
                      db_query CLIENT insert owners
                    db_query CLIENT COMMIT
                """;
        expect("""
                operation Owner.getResultStream
                  ...
                """ + chunk + chunk);
    }

    @Test
    void jdbcCursor_hasItsOwnConnectionBesideTheTransactions() throws Exception {
        run(traced, BatchJob.of(Reader.JDBC_CURSOR, Writer.JDBC_BATCH, BatchIT::copy));

        String chunk = """
                transaction
                  start_transaction
                    connect
                  db_query CLIENT BATCH insert letters
                """ + NOTED;
        expect("""
                connect
                start_transaction
                db_query CLIENT select owners
                """ + chunk + chunk + "db_query CLIENT COMMIT\n");
    }

    @Test
    void jdbcReaderAndWriter_areBelowTheTransactionOfTheirChunk() throws Exception {
        run(traced, BatchJob.of(Reader.JDBC_PAGING, Writer.JDBC_BATCH, BatchIT::copy));

        String begin = """
                transaction
                  start_transaction
                    connect
                  db_query CLIENT SELECT owners
                """;
        String chunk = begin + "  db_query CLIENT BATCH insert letters\n" + NOTED;
        expect(chunk + chunk + begin + NOTED);
    }

    @Test
    void failureOfAWriter_isRolledBackWithItsChunk() throws Exception {
        run(traced, BatchJob.of(Reader.JDBC_PAGING, Writer.JDBC_BATCH, owner -> new Owner("Same", "Bruges")));

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT SELECT owners
                  db_query CLIENT BATCH insert letters ERROR 23505
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    @Test
    void repository_beginsJobsInASerializableTransaction() throws Exception {
        run(traced, BatchJob.of(Reader.JDBC_PAGING, Writer.JDBC_BATCH, BatchIT::copy));

        assertThat(traces().stream()
                        .filter(span -> "transaction".equals(span.type()))
                        .filter(span -> "SERIALIZABLE".equals(span.attribute("orm.transaction.isolation")))
                        .flatMap(transaction -> transaction.queries().stream())
                        .map(query -> query.attribute("db.query.summary")))
                .contains("INSERT BATCH_JOB_INSTANCE", "INSERT BATCH_JOB_EXECUTION");
    }

    static Stream<BatchJob> jobs() {
        return Stream.of(
                BatchJob.of(Reader.JPA_PAGING, Writer.JPA, BatchIT::copy),
                BatchJob.of(Reader.JPA_CURSOR, Writer.REPOSITORY, BatchIT::copy),
                BatchJob.of(Reader.JPA_PAGING, Writer.JDBC_BATCH, BatchIT::copy),
                BatchJob.of(Reader.JDBC_PAGING, Writer.JPA, BatchIT::copy),
                BatchJob.of(Reader.JDBC_PAGING, Writer.JDBC_BATCH, owner -> new Owner("Same", "Bruges")),
                BatchJob.of(Reader.JDBC_PAGING, Writer.JDBC_BATCH, BatchIT::failingForThird),
                BatchJob.of(Reader.JDBC_PAGING, Writer.JDBC_BATCH, BatchIT::failingForThird)
                        .tolerating(1, 1),
                BatchJob.of(Reader.JPA_PAGING, Writer.JPA, BatchIT::failingForThird)
                        .tolerating(1, 1),
                BatchJob.of(Reader.JPA_PAGING, Writer.JPA, failingOnce()).tolerating(0, 2),
                BatchJob.of(Reader.JDBC_PAGING, Writer.JDBC_BATCH, BatchIT::copy)
                        .onThreads(2),
                BatchJob.of(Reader.JPA_PAGING, Writer.JPA, BatchIT::copy).onThreads(2));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void statement_isBelowATransaction(BatchJob job) throws Exception {
        run(traced, job);

        for (SpanTree tree : traces().trees()) {
            if (tree.queries().isEmpty()) {
                continue;
            }
            // A cursor of JPA reads in a session without a transaction.
            assertThat(tree.type()).as(tree::text).isIn("transaction", "operation");
            if (!"transaction".equals(tree.type())) {
                assertThat(tree.attribute("name")).isEqualTo("Owner.getResultStream");
                continue;
            }
            assertThat(tree.children().stream().map(SpanTree::type))
                    .as(tree::text)
                    .containsOnlyOnce("start_transaction")
                    .satisfiesOnlyOnce(type -> assertThat(type).isIn("commit_transaction", "rollback_transaction"));
            assertThat(tree.stream().filter(span -> "connect".equals(span.type())))
                    .as(tree::text)
                    .hasSizeLessThan(2);
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void job_hasTheOutcomeThatItHasWithoutTracing(BatchJob job) throws Exception {
        run(traced, job);
        run(untraced, job);

        assertThat(outcome(traced, job)).isEqualTo(outcome(untraced, job)).isNotEmpty();
    }

    private static Owner copy(Owner owner) {
        return new Owner("copy of " + owner.getName(), "Bruges");
    }

    private static Owner failingForThird(Owner owner) {
        if (owner.getName().equals("Owner 3")) {
            throw new IllegalStateException("third");
        }
        return copy(owner);
    }

    /** For the third owner, in each run that is its first one. */
    private static UnaryOperator<Owner> failingOnce() {
        Set<Integer> failed = ConcurrentHashMap.newKeySet();
        return owner -> owner.getName().equals("Owner 3") && failed.add(runs) ? failingForThird(owner) : copy(owner);
    }

    /** How often a step with several threads finds nothing more to read is chance. */
    private static List<Map<String, Object>> outcome(ApplicationContext application, BatchJob job) {
        JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
        return Stream.of(
                        "select name, city from owners order by name",
                        "select name from letters order by name",
                        "select step_name, status, exit_code, read_count, write_count, process_skip_count"
                                + (job.threads() > 1 ? "" : ", commit_count, rollback_count")
                                + " from batch_step_execution order by step_execution_id desc limit 1")
                .flatMap(query -> jdbc.queryForList(query).stream())
                .toList();
    }

    private static void run(ApplicationContext application, BatchJob job) throws Exception {
        ChunkJobs.run(application, "job " + ++runs, job);
    }

    private static Recorded recorded() {
        return traced.getBean(Recorded.class);
    }

    /** Without the spans of others: of Spring Batch itself, for one. */
    private static Traces traces() {
        return recorded().traces().ignoring(span -> span.type() == null);
    }

    /** The trees of the job, without the transactions in which Spring Batch does nothing but note. */
    private static void expect(String trees) {
        Traces found = Traces.of(traces().trees().stream()
                .filter(tree -> !onlyNotes(tree))
                .flatMap(SpanTree::stream)
                .map(SpanTree::span)
                .toList());
        assertThatTraces(found.ignoring(BatchIT::belongsToFirstUse)).matchesTree(trees);
    }

    /** Whether Hibernate's cache had the plan of a query depends on the tests that ran before. */
    private static boolean belongsToFirstUse(SpanTree tree) {
        return "compile".equals(tree.type()) || "createQuery".equals(tree.attribute("method"));
    }

    private static boolean onlyNotes(SpanTree tree) {
        return "transaction".equals(tree.type())
                && tree.queries().stream()
                        .map(query -> query.attribute("db.query.text"))
                        .allMatch(text -> text == null || text.toString().contains("BATCH_"))
                && tree.stream().noneMatch(span -> "rollback_transaction".equals(span.type()));
    }

    private static ConfigurableApplicationContext application(String... properties) {
        ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class, HandMadeSdk.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(
                                Stream.of(
                                        "--spring.autoconfigure.exclude=",
                                        "--spring.batch.job.enabled=false",
                                        "--spring.datasource.generate-unique-name=true"),
                                Stream.of(properties))
                        .toArray(String[]::new));
        application.getBean(JdbcTemplate.class).execute("create table letters (name varchar(255) primary key)");
        return application;
    }

    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = Owner.class)
    @Configuration(proxyBeanMethods = false)
    static class Application {}
}
