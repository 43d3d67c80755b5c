package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.Origin;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NPlusOneTest {

    private static final Object SESSION = "session";
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<List<String>> SUBJECTS = AttributeKey.stringArrayKey("orm.n_plus_one");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("orm.n_plus_one.count");
    private static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("orm.n_plus_one.duration");

    private final RecordedSpans spans = new RecordedSpans();
    private OperationTracer tracer = spans.tracer();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(RecordedFrame.current()).isNull();
        assertThat(JdbcCall.running()).isNull();
    }

    @Test
    void sameRoleInATransaction_isToldAtItsEnd() {
        TransactionSpan transaction = tracer.startTransaction(null);
        operation(Call.GET_RESULT_LIST, "User", null, transaction, "select from users");
        initialize("User", "posts", transaction, 12);
        transaction.end();

        SpanData span = spans.named("orm:client:transaction");
        assertThat(span.getAttributes().get(SUBJECTS)).containsExactly("User.posts");
        assertThat(span.getAttributes().get(COUNT)).isEqualTo(12);
        assertThat(span.getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("orm.n_plus_one");
            assertThat(event.getAttributes().get(DURATION)).isPositive();
            assertThat(described(event))
                    .isEqualTo("User.posts 12 loaded by null: join fetch User.posts, @BatchSize on it, or"
                            + " an entity graph");
        });
    }

    @Test
    void belowTheThreshold_nothingIsTold() {
        TransactionSpan transaction = tracer.startTransaction(null);
        initialize("User", "posts", transaction, 4);
        transaction.end();

        assertThat(marked()).isEmpty();
    }

    @Test
    void thresholdOfZero_looksForNothing() {
        tracer = spans.tracing().nPlusOneThreshold(0).build().tracer();
        TransactionSpan transaction = tracer.startTransaction(null);
        initialize("User", "posts", transaction, 100);
        transaction.end();

        assertThat(marked()).isEmpty();
    }

    @Test
    void distinctStatementsInALoop_areNone() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 50; i++) {
            operation(Call.GET_RESULT_LIST, "User", null, transaction, "select from users where shard_" + i + " = ?");
        }
        transaction.end();

        assertThat(marked()).isEmpty();
    }

    @Test
    void batchFetching_isNone() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 50; i++) {
            Frame frame =
                    tracer.startOperation(SESSION, Call.INITIALIZE, "User", "User.posts.initialize", transaction, null);
            Phases.selectStarts(frame);
            frame.purpose(StatementPurpose.of("Post", "User.posts", Load.BATCH).bySeveral());
            statement("select from posts where user_id in (?, ?)", true);
            Phases.selectEnds(frame);
            frame.end();
        }
        transaction.end();

        assertThat(marked()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSIST", "INSERT", "FIND_MULTIPLE", "REMOVE", "DELETE"})
    void writingAndLoadingManyAtOnce_areNone(Call method) {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 50; i++) {
            operation(method, "User", null, transaction, "select from users");
        }
        transaction.end();

        assertThat(marked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select next value for users_seq", "SELECT nextval('users_seq')", "values next value for s"})
    void numbersOfASequence_areNone(String sql) {
        inRequest(() -> {
            for (int i = 0; i < 50; i++) {
                statement(sql, true);
            }
        });

        assertThat(marked()).isEmpty();
    }

    @Test
    void writtenRows_areNone() {
        inRequest(() -> {
            for (int i = 0; i < 50; i++) {
                statement("insert into users values (?)", false);
            }
        });

        assertThat(marked()).isEmpty();
    }

    @Test
    void findById_isRemediedByLoadingManyAtOnce() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 5; i++) {
            operation(Call.FIND, "User", null, transaction, "select from users where id = ?");
        }
        transaction.end();

        assertThat(described(spans.named("orm:client:transaction")))
                .containsExactly(
                        "User.find 5 loaded by null: findMultiple (byMultipleIds), or a query with an IN list");
    }

    @Test
    void statementsOfOneOperation_areToldOnIt() {
        Frame frame = tracer.startOperation(SESSION, Call.GET_RESULT_LIST, "User", null);
        statement("select from users", true);
        for (int i = 0; i < 6; i++) {
            Phases.selectStarts(frame);
            statement("select from profiles where id = ?", true);
            Phases.selectEnds(frame);
        }
        frame.end();

        assertThat(described(spans.named("orm:client:operation")))
                .containsExactly("SELECT 6 loaded by User.getResultList: join fetch of the association, or an"
                        + " entity graph");
    }

    @Test
    void collectionsOfOneOperation_areToldByTheirRole() {
        Frame frame = tracer.startOperation(SESSION, Call.GET_RESULT_LIST, "User", null);
        statement("select from users", true);
        Phases.selectStarts(frame);
        for (int i = 0; i < 6; i++) {
            frame.purpose(StatementPurpose.of("Post", "User.posts", Load.BATCH).by(Load.COLLECTION));
            statement("select from posts where user_id = ?", true);
        }
        Phases.selectEnds(frame);
        frame.end();

        assertThat(described(spans.named("orm:client:operation")))
                .containsExactly("User.posts 6 loaded by User.getResultList: join fetch User.posts, @BatchSize or"
                        + " @Fetch(SUBSELECT) on it, or an entity graph");
    }

    @Test
    void plainJdbcInARequest_isToldWhenTheThresholdIsReachedAndCountedOn() {
        inRequest(() -> {
            for (int i = 0; i < 20; i++) {
                statement("select name from users where id = ?", true);
            }
        });

        SpanData request = spans.named("request");
        assertThat(described(request))
                .containsExactly("SELECT 5 loaded by null: a join, or one statement with an IN list");
        assertThat(request.getAttributes().get(COUNT)).isEqualTo(20);
    }

    @Test
    void plainJdbcWithoutAParent_isNone() {
        for (int i = 0; i < 20; i++) {
            statement("select name from users where id = ?", true);
        }

        assertThat(marked()).isEmpty();
    }

    @Test
    void openInView_isToldOnTheRequest() {
        inRequest(() -> {
            TransactionSpan transaction = tracer.startTransaction(null);
            operation(Call.GET_RESULT_LIST, "User", null, transaction, "select from users");
            transaction.end();
            initialize("User", "posts", null, 7);
        });

        SpanData request = spans.named("request");
        assertThat(request.getAttributes().get(COUNT)).isEqualTo(7);
        assertThat(described(request)).singleElement().asString().startsWith("User.posts 5 ");
    }

    @Test
    void transactionForEachTurn_isToldOnTheRequest() {
        inRequest(() -> {
            for (int i = 0; i < 8; i++) {
                TransactionSpan transaction = tracer.startTransaction(null);
                operation(Call.FIND, "User", null, transaction, "select from users where id = ?");
                transaction.end();
            }
        });

        assertThat(spans.named("request").getAttributes().get(COUNT)).isEqualTo(8);
        assertThat(marked()).hasSize(1);
    }

    @Test
    void transactionThatChangesSomething_isNoTurnOfALoop() {
        inRequest(() -> {
            for (int i = 0; i < 8; i++) {
                TransactionSpan transaction = tracer.startTransaction(null);
                operation(Call.FIND, "User", null, transaction, "select from users where id = ?");
                Frame flush = tracer.startFlush(SESSION, transaction);
                statement("update users set name = ? where id = ?", false);
                flush.end();
                transaction.end(TransactionSpan.Outcome.COMMITTED);
            }
        });

        assertThat(marked()).isEmpty();
    }

    @Test
    void retriesOfATransaction_areNone() {
        inRequest(() -> {
            for (int i = 0; i < 8; i++) {
                TransactionSpan transaction = tracer.startTransaction(null);
                operation(Call.FIND, "User", null, transaction, "select from users where id = ?");
                transaction.end(TransactionSpan.Outcome.ROLLED_BACK);
            }
        });

        assertThat(marked()).isEmpty();
    }

    @Test
    void failedOperation_isNoRead() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 8; i++) {
            Frame frame = tracer.startOperation(SESSION, Call.FIND, "User", transaction);
            Phases.selectStarts(frame);
            statement("select from users where id = ?", true);
            frame.fail(new IllegalStateException());
            frame.end();
        }
        transaction.end();

        assertThat(spans.named("orm:client:transaction").getAttributes().get(SUBJECTS))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select from users offset ? rows fetch first ? rows only",
                "select from users limit ?, ?",
                "select from users u where u.id > ? order by u.id limit ?",
                "select from users u where (u.name, u.id) < (?, ?) order by u.name desc, u.id desc fetch first ? rows"
                        + " only",
                "select from users where status = 'new'"
            })
    void pagesAndPolls_areNone(String sql) {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 32; i++) {
            operation(Call.GET_RESULT_LIST, "User", null, transaction, sql);
        }
        transaction.end();

        assertThat(marked()).isEmpty();
    }

    @Test
    void limitedQueryForEachOwner_isOne() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 32; i++) {
            operation(
                    Call.GET_RESULT_LIST,
                    "Post",
                    null,
                    transaction,
                    "select from posts p where p.author = ? order by p.id desc fetch first ? rows only");
        }
        transaction.end();

        assertThat(described(spans.named("orm:client:transaction"))).hasSize(1);
    }

    @Test
    void lastRowBeforeADateForEachOwner_isOne() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 32; i++) {
            Frame frame = tracer.startOperation(SESSION, Call.GET_RESULT_LIST, "Price", transaction);
            Phases.selectStarts(frame);
            statement("select from prices p where p.item = ? and p.day <= ? order by p.day desc limit ?", true);
            frame.rowsRead(1);
            Phases.selectEnds(frame);
            frame.end();
        }
        transaction.end();

        assertThat(described(spans.named("orm:client:transaction"))).hasSize(1);
    }

    @Test
    void severalSubjects_haveACountEach() {
        TransactionSpan transaction = tracer.startTransaction(null);
        initialize("User", "posts", transaction, 6);
        initialize("Post", "tags", transaction, 9);
        transaction.end();

        Attributes attributes = spans.named("orm:client:transaction").getAttributes();
        assertThat(attributes.get(SUBJECTS)).containsExactly("User.posts", "Post.tags");
        assertThat(attributes.get(AttributeKey.longArrayKey("orm.n_plus_one.counts")))
                .containsExactly(6L, 9L);
        assertThat(attributes.get(COUNT)).isEqualTo(15);
        assertThat(described(spans.named("orm:client:transaction")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("User.posts 6 "),
                        second -> assertThat(second).startsWith("Post.tags 9 "));
    }

    @Test
    void loaderOfTheOwners_isTheTargetOfTheLink() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame find = tracer.startOperation(SESSION, Call.FIND, "User", transaction);
        Origin origin = new Origin(find.spanContext(), find.label());
        find.end();
        for (int i = 0; i < 5; i++) {
            operation(Call.GET_RESULT_LIST, "Tag", null, transaction, "select " + i);
            Frame lazy = tracer.startOperation(SESSION, Call.INITIALIZE, "Profile", transaction);
            lazy.link(origin);
            statement("select from profiles where id = ?", true);
            lazy.end();
        }
        transaction.end();

        assertThat(described(spans.named("orm:client:transaction")))
                .singleElement()
                .asString()
                .startsWith("Profile 5 loaded by User.find: ");
    }

    @Test
    void eagerAssociationToOne_isToldByItsEntity() {
        Frame frame = tracer.startOperation(SESSION, Call.GET_RESULT_LIST, "Post", null);
        statement("select from posts", true);
        Phases.selectStarts(frame);
        for (int i = 0; i < 6; i++) {
            frame.purpose(StatementPurpose.of("User", null, Load.BATCH).by(Load.ID));
            statement("select from users where id = ?", true);
        }
        Phases.selectEnds(frame);
        frame.end();

        assertThat(described(spans.named("orm:client:operation")))
                .containsExactly("User 6 loaded by Post.getResultList: join fetch of the association to User,"
                        + " @BatchSize on the class User, or an entity graph");
    }

    @Test
    void whatRepeatsInATransaction_isNotToldOfTheRequestToo() {
        inRequest(() -> {
            for (int i = 0; i < 8; i++) {
                TransactionSpan transaction = tracer.startTransaction(null);
                initialize("User", "posts", transaction, 6);
                transaction.end();
            }
        });

        assertThat(marked()).hasSize(8).allMatch(span -> span.getName().equals("orm:client:transaction"));
    }

    @Test
    void spanForEachTurn_isToldOnTheTransaction() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 8; i++) {
            inSpan("turn", () -> initialize("User", "posts", transaction, 1));
        }
        transaction.end();

        assertThat(marked()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("orm:client:transaction");
            assertThat(span.getAttributes().get(COUNT)).isEqualTo(8);
        });
    }

    @Test
    void whatRepeatsInASpan_isNotToldOfTheTransactionToo() {
        TransactionSpan transaction = tracer.startTransaction(null);
        inSpan("turn", () -> initialize("User", "posts", transaction, 5));
        inSpan("other turn", () -> initialize("User", "posts", transaction, 4));
        transaction.end();

        assertThat(marked()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("turn");
            assertThat(span.getAttributes().get(COUNT)).isEqualTo(5);
        });
    }

    @Test
    void whatRepeatsInATransaction_doesNotCountForTheRequest() {
        inRequest(() -> {
            for (int times : new int[] {5, 1, 1, 1, 1}) {
                TransactionSpan transaction = tracer.startTransaction(null);
                initialize("User", "posts", transaction, times);
                transaction.end();
            }
        });

        assertThat(marked())
                .singleElement()
                .satisfies(span -> assertThat(span.getName()).isEqualTo("orm:client:transaction"));
    }

    @Test
    void spanThatIsUsed_keepsItsPlaceAmongThousands() {
        inRequest(() -> {
            for (int i = 0; i < 4; i++) {
                statement("select name from users where id = ?", true);
                for (int other = 0; other < 500; other++) {
                    inSpan("other", () -> statement("select 1", true));
                    statement("select " + other % 10, true);
                }
            }
            statement("select name from users where id = ?", true);
        });

        assertThat(described(spans.named("request")))
                .contains("SELECT 5 loaded by null: a join, or one statement with an IN list");
    }

    @Test
    void moreKeysThanAreKept_loseTheOldestAndFindTheRest() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 10_000; i++) {
            operation(Call.GET_RESULT_LIST, "User", null, transaction, "select " + i);
        }
        initialize("User", "posts", transaction, 5);
        transaction.end();

        assertThat(marked())
                .singleElement()
                .satisfies(
                        span -> assertThat(span.getAttributes().get(SUBJECTS)).containsExactly("User.posts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "adaptive"})
    void shorterTraces_tellItToo(String detail) {
        tracer = spans.tracing()
                .settings(name -> name, name -> name.equals("detail") ? detail : null)
                .build()
                .tracer();
        TransactionSpan transaction = tracer.startTransaction(null);
        initialize("User", "posts", transaction, 5);
        transaction.end();

        assertThat(marked()).hasSize(1);
    }

    private void initialize(String model, String property, @Nullable TransactionSpan transaction, int times) {
        for (int i = 0; i < times; i++) {
            String name = model + "." + property + ".initialize";
            operation(Call.INITIALIZE, model, name, transaction, "select from posts where user_id = ?");
        }
    }

    private void operation(
            Call method, String model, @Nullable String name, @Nullable TransactionSpan transaction, String sql) {
        Frame frame = tracer.startOperation(SESSION, method, model, name, transaction, null);
        Phases.selectStarts(frame);
        statement(sql, true);
        Phases.selectEnds(frame);
        frame.end();
    }

    private void statement(String sql, boolean returnsRows) {
        String verb = sql.substring(0, sql.indexOf(' ')).toUpperCase(java.util.Locale.ROOT);
        tracer.startQuery(null, DescribedStatement.of(Attributes.of(TEXT, sql, SUMMARY, verb)))
                .end(returnsRows);
    }

    private void inRequest(Runnable work) {
        inSpan("request", work);
    }

    private void inSpan(String name, Runnable work) {
        Span span = spans.sdk.getTracer("test").spanBuilder(name).startSpan();
        try (Scope ignored = span.makeCurrent()) {
            work.run();
        }
        span.end();
    }

    private List<SpanData> marked() {
        return spans.all().stream()
                .filter(span -> span.getAttributes().get(SUBJECTS) != null
                        || !span.getEvents().isEmpty())
                .toList();
    }

    private static List<String> described(SpanData span) {
        return span.getEvents().stream().map(NPlusOneTest::described).toList();
    }

    private static String described(EventData event) {
        return "%s %s loaded by %s: %s"
                .formatted(
                        event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.subject")),
                        event.getAttributes().get(COUNT),
                        event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.loaded_by")),
                        event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.remedy")));
    }
}
