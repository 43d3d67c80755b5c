package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnbatchedWritesTest {

    private static final Object SESSION = "session";
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<List<String>> SUBJECTS = AttributeKey.stringArrayKey("orm.unbatched_writes");
    private static final Attributes INSERT =
            Attributes.of(TEXT, "insert into users (id) values (?)", SUMMARY, "insert users");

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();
    private final TransactionSpan transaction = tracer.startTransaction(null);

    @Test
    void statementsOfOneFlush_areToldOnTheTransaction() {
        flush(INSERT, 110);

        assertThat(told())
                .containsExactly("insert users 110: hibernate.jdbc.batch_size, with order_inserts and order_updates");
        assertThat(span().getAttributes().get(SUBJECTS)).containsExactly("insert users");
        assertThat(span().getAttributes().get(AttributeKey.longKey("orm.unbatched_writes.count")))
                .isEqualTo(110);
    }

    @Test
    void transactionThatRuns_hasTheSubject() {
        flush(INSERT, 5);

        assertThat(transaction.span())
                .isInstanceOfSatisfying(
                        io.opentelemetry.sdk.trace.ReadableSpan.class,
                        running -> assertThat(running.getAttribute(SUBJECTS)).containsExactly("insert users"));
        transaction.end();
    }

    @Test
    void belowTheThreshold_nothingIsTold() {
        flush(INSERT, 4);

        assertThat(told()).isEmpty();
    }

    @Test
    void flushForEach_isTold() {
        for (int i = 0; i < 5; i++) {
            flush(INSERT, 1);
        }

        assertThat(told()).containsExactly("insert users 5: one flush for all, and hibernate.jdbc.batch_size");
    }

    @Test
    void batches_areNone() {
        Frame flush = tracer.startFlush(SESSION, transaction);
        for (int i = 0; i < 20; i++) {
            JdbcCall batch = tracer.startPreparedQuery(null, null, DescribedStatement.of(INSERT));
            assertThat(batch).isNotNull();
            batch.becomeBatch(DescribedStatement.of(INSERT));
            batch.end();
        }
        flush.end();

        assertThat(told()).isEmpty();
    }

    @Test
    void endsOfTransactions_areNone() {
        for (int i = 0; i < 8; i++) {
            tracer.startQuery(
                            transaction,
                            DescribedStatement.of(Attributes.of(
                                    TEXT, "SAVEPOINT", AttributeKey.stringKey("db.operation.name"), "SAVEPOINT")))
                    .end();
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void valuesInTheTextOfAQuery_areOneQuery() {
        for (int i = 0; i < 10; i++) {
            execute(Call.EXECUTE_UPDATE, "User", "update users set name='it''s " + i + "' where id=" + i);
        }

        assertThat(told())
                .containsExactly("User.executeUpdate 10: one statement with an IN list, and parameters instead of"
                        + " values in its text");
    }

    @Test
    void distinctQueries_areNone() {
        for (int i = 0; i < 10; i++) {
            execute(Call.EXECUTE_UPDATE, "User", "update users set c" + i + " = ? where id = ?");
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void statementsOfOneBulkQuery_areOneWrite() {
        for (int i = 0; i < 4; i++) {
            Frame frame = tracer.startOperation(SESSION, Call.EXECUTE_UPDATE, "User", transaction);
            for (int table = 0; table < 4; table++) {
                write(Attributes.of(TEXT, "delete from users where id in (select id from ids)"));
            }
            frame.end();
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void keysOfTheDatabase_haveTheirOwnRemedy() {
        for (int i = 0; i < 6; i++) {
            Frame frame = tracer.startOperation(SESSION, Call.PERSIST, "User", transaction);
            write(INSERT);
            frame.end();
        }

        assertThat(told())
                .containsExactly("insert users 6: a sequence for the ids, since IDENTITY prevents batches, and"
                        + " hibernate.jdbc.batch_size");
    }

    @Test
    void keysOfWhatAFlushCascadesTo_haveThatRemedyToo() {
        Frame flush = tracer.startFlush(SESSION, transaction);
        for (int i = 0; i < 6; i++) {
            write(INSERT);
            FrameConnection.keysReturn(flush);
        }
        flush.end();

        assertThat(told()).singleElement().asString().startsWith("insert users 6: a sequence for the ids");
    }

    @Test
    void insertThatReturnsItsKey_isAWrite() {
        for (int i = 0; i < 6; i++) {
            Frame frame = tracer.startOperation(SESSION, Call.PERSIST, "User", transaction);
            JdbcCall call = tracer.startQuery(null, DescribedStatement.of(INSERT));
            assertThat(call).isNotNull();
            call.end(true);
            frame.end();
        }

        assertThat(told()).singleElement().asString().startsWith("insert users 6: a sequence for the ids");
    }

    @Test
    void jdbcOnTheConnection_isTold() {
        for (int i = 0; i < 6; i++) {
            JdbcCall call = tracer.startQuery(transaction, DescribedStatement.of(INSERT));
            assertThat(call).isNotNull();
            call.end();
        }

        assertThat(told()).containsExactly("insert users 6: addBatch and executeBatch, or one statement");
    }

    @Test
    void everNewStatements_areForgotten() {
        for (int i = 0; i < 10_000; i++) {
            flush(Attributes.of(TEXT, "insert into t_" + i, SUMMARY, "insert t_" + i), 1);
        }

        assertThat(told()).isEmpty();
    }

    private void flush(Attributes statement, int times) {
        Frame flush = tracer.startFlush(SESSION, transaction);
        for (int i = 0; i < times; i++) {
            write(statement);
        }
        flush.end();
    }

    private void execute(Call method, @Nullable String model, String sql) {
        Frame frame = tracer.startOperation(SESSION, method, model, transaction);
        write(Attributes.of(TEXT, sql, SUMMARY, "update users"));
        frame.end();
    }

    private void write(Attributes statement) {
        JdbcCall call = tracer.startQuery(null, DescribedStatement.of(statement));
        assertThat(call).isNotNull();
        call.end();
    }

    private List<String> told() {
        transaction.end();
        return span().getEvents().stream().map(UnbatchedWritesTest::text).toList();
    }

    private SpanData span() {
        return spans.named("orm:client:transaction");
    }

    private static String text(EventData event) {
        return "%s %s: %s"
                .formatted(
                        event.getAttributes().get(AttributeKey.stringKey("orm.unbatched_writes.subject")),
                        event.getAttributes().get(AttributeKey.longKey("orm.unbatched_writes.count")),
                        event.getAttributes().get(AttributeKey.stringKey("orm.unbatched_writes.remedy")));
    }
}
