package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.QueryParameter;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application may ask to see of the statements that Hibernate writes. */
@EveryDatabase
class QueryParametersIT {

    private static final String KEY = "db.query.parameter.";
    private static final String CANARY = "canary-4711@example.org";

    private final TracedUnit unit;
    private final TraceRecorder recorder = TraceRecorder.create();

    QueryParametersIT(TracedUnit unit) {
        this.unit = unit;
    }

    @AfterEach
    void everySpanHasEnded() {
        recorder.check();
        recorder.close();
    }

    @Test
    void byDefault_noValueAndNoCountAppears() {
        try (TracedUnit traced = traced(settings -> settings, Map.of())) {
            everyKindOfStatement(traced);
        }

        assertThat(recorder.traces().stream().map(SpanTree::span).toList().toString())
                .doesNotContain("canary", KEY, "returned_rows", "last_row");
    }

    @Test
    void values_areShownByTheirIndex() {
        try (TracedUnit traced = traced(settings -> settings.recordQueryParameters(true), Map.of())) {
            traced.given(session -> session.persist(new User(CANARY, "Ada")));
            traced.session(session -> session.createSelectionQuery(
                            "from User where email = :email and name like :name", User.class)
                    .setParameter("email", CANARY)
                    .setParameter("name", "A%")
                    .getResultList());
        }

        assertThat(parametersOf("select users")).containsExactly(Map.of("0", CANARY, "1", "A%"));
    }

    @Test
    void redactor_knowsWhereTheValuesOfHibernatesStatementsGo() {
        try (TracedUnit traced = traced(
                settings -> settings.recordQueryParameters(true).queryParameterRedactor(QueryParametersIT::place),
                Map.of())) {
            everyKindOfStatement(traced);
        }

        assertThat(parametersOf("insert users"))
                .containsExactly(Map.of(
                        "0", "users.email=" + CANARY,
                        "1", "users.name=null",
                        "2", "users.profile_id",
                        "3", "users.id"));
        assertThat(parametersOf("update users"))
                .containsExactly(Map.of(
                        "0", "users.email=" + CANARY,
                        "1", "users.name=Ada",
                        "2", "users.profile_id",
                        "3", "users.id"));
        assertThat(parametersOf("delete users")).containsExactly(Map.of("0", "users.email=" + CANARY));
        assertThat(parametersOf("select users posts"))
                .containsExactly(Map.of(
                        "0", "posts.title=a",
                        "1", "posts.title=z",
                        "2", "users.email=" + CANARY,
                        "3", "users.name=x",
                        "4", "users.name=y",
                        "5", "null.null=10"));
        assertThat(parametersOf("select users")).contains(Map.of("0", "users.id"));
        assertThat(parametersOf("select posts")).contains(Map.of("0", "posts.author_id"));
    }

    @Test
    void batch_hasNone() {
        try (TracedUnit traced =
                traced(settings -> settings.recordQueryParameters(true), Map.of("hibernate.jdbc.batch_size", "10"))) {
            traced.transaction(
                    session -> List.of("one", "two").forEach(name -> session.persist(new Tag(CANARY + name))));
        }

        assertThat(parametersOf("BATCH insert tags")).containsExactly(Map.of());
    }

    @Test
    void returnedRows_areCountedInTheSameTree() {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TracedUnit traced = traced(settings -> settings.recordReturnedRows(true), Map.of())) {
            traced.session(session ->
                    session.createSelectionQuery("from User", User.class).getResultList());
            assertThat(returnedRows()).containsExactly(3L);
            assertThatTraces(recorder.traces()).matchesTree("""
                    operation User.createQuery
                      compile
                    operation User.getResultList
                      compile
                      serialize
                      connect
                      db_query CLIENT select users
                      hydrate
                    """);
            recorder.traces().clear();

            traced.session(session -> session.find(User.class, blog.ada()));
            traced.session(session -> session.find(User.class, -1L));
            traced.transaction(session -> session.createMutationQuery("update Post set published = true")
                    .executeUpdate());

            assertThat(returnedRows().stream().limit(2)).containsExactly(1L, 0L);
            assertThat(returnedRows().stream().skip(2)).isNotEmpty().containsOnlyNulls();
        }
    }

    @Test
    void returnedRows_ofAStreamAreThoseThatWereRead() {
        unit.given(session -> {
            for (int i = 0; i < 3; i++) {
                session.persist(new User("user" + i));
            }
        });
        try (TracedUnit traced = traced(settings -> settings.recordReturnedRows(true), Map.of())) {
            traced.session(session -> {
                try (Stream<User> users =
                        session.createSelectionQuery("from User", User.class).getResultStream()) {
                    assertThat(users.iterator().next()).isNotNull();
                }
                session.createSelectionQuery("from User", User.class)
                        .getResultStream()
                        .iterator()
                        .next();
            });

            assertThat(returnedRows())
                    .hasSize(2)
                    .doesNotContainNull()
                    .allMatch(rows -> (long) rows >= 1 && (long) rows <= 3);
        }
    }

    @Test
    void returnedRows_ofPlainJdbcAreThoseUpToTheFurthest() throws SQLException {
        unit.givenFrom(Blog::persistIn);
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .recordReturnedRows(true)
                .recordQueryParameters(true)
                .build();
        try (Connection connection =
                        TracingDataSource.wrap(unit.pool(), tracing).getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select email from users where id > ?",
                        ResultSet.TYPE_SCROLL_INSENSITIVE,
                        ResultSet.CONCUR_READ_ONLY)) {
            select.setLong(1, -1);
            ResultSet rows = select.executeQuery();
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(3);
            rows = select.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(select.execute()).isTrue();
            assertThat(select.getResultSet().absolute(2)).isTrue();
            assertThat(select.getMoreResults()).isFalse();
        }

        assertThat(returnedRows()).containsExactlyInAnyOrder(3L, 1L, 2L);
        assertThat(parametersOf("select users")).hasSize(3).containsOnly(Map.of("0", "-1"));
    }

    private void everyKindOfStatement(TracedUnit traced) {
        traced.transaction(session -> session.persist(new User(CANARY)));
        traced.transaction(session -> {
            User user = queryWith(session);
            session.clear();
            user = session.find(User.class, user.getId());
            user.setName("Ada");
            assertThat(user.getPosts()).isEmpty();
        });
        traced.transaction(session -> session.createMutationQuery("delete from User where email = :email")
                .setParameter("email", CANARY)
                .executeUpdate());
    }

    private static User queryWith(Session session) {
        return session.createSelectionQuery(
                        "select u from User u left join u.posts p on p.title between :from and :to"
                                + " where u.email = :email and (u.name is null or u.name in (:names))",
                        User.class)
                .setParameter("email", CANARY)
                .setParameter("from", "a")
                .setParameter("to", "z")
                .setParameterList("names", List.of("x", "y"))
                .setMaxResults(10)
                .getSingleResult();
    }

    /** The value where it is the same on every database. */
    private static String place(QueryParameter parameter) {
        String column = parameter.column();
        String place = parameter.table() + "." + column;
        return column != null && column.endsWith("id") ? place : place + "=" + parameter.value();
    }

    private TracedUnit traced(UnaryOperator<OrmTracing.Builder> settings, Map<String, String> hibernate) {
        OrmTracing tracing = settings.apply(OrmTracing.builder())
                .openTelemetry(recorder.openTelemetry())
                .build();
        return TracedUnit.create(unit.database(), unit.pool(), unit.pool(), recorder, tracing, hibernate);
    }

    private List<Map<String, String>> parametersOf(String summary) {
        return recorder.traces().queries().stream()
                .filter(query -> summary.equals(query.attribute("db.query.summary")))
                .map(QueryParametersIT::parameters)
                .toList();
    }

    private static Map<String, String> parameters(SpanTree query) {
        Map<String, String> parameters = new TreeMap<>();
        query.span().getAttributes().forEach((key, value) -> {
            if (key.getKey().startsWith(KEY)) {
                parameters.put(key.getKey().substring(KEY.length()), value.toString());
            }
        });
        return parameters;
    }

    private List<Object> returnedRows() {
        return recorder.traces().queries().stream()
                .map(query -> query.attribute("db.response.returned_rows"))
                .toList();
    }
}
