package dev.ormtracing.it.reliability;

import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.Label;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.Ticket;
import dev.ormtracing.it.blog.User;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** An application with a database of its own, which has the same content before each program. */
final class Side implements AutoCloseable {

    private static final String CONTENT = """
            insert into profiles (id, bio) values (1, 'Counts.');
            insert into users (id, email, name, profile_id) values
                (1, 'ada', 'name1', 1), (2, 'bob', 'name2', null), (3, 'eve', null, null);
            insert into posts (id, title, published, author_id) values
                (1, 'First', true, 1), (2, 'Second', false, 1), (3, 'Third', false, 2);
            insert into tags (id, name) values (1, 'tag1'), (2, 'tag2');
            insert into post_tags (post_id, tag_id) values (1, 1), (1, 2), (3, 2);
            insert into accounts (id, balance, version) values (1, 100, 0), (2, 5, 3);
            insert into notes (text) values ('one'), ('two');
            insert into labels (name, text) values ('label1', 'one'), ('label2', 'two');
            """;

    private static final String NOTHING_OPEN = Description.of(false);

    private final List<String> calls = new ArrayList<>();
    private boolean failed;
    private final Store store;
    private final Connection below;
    private final SessionFactory sessions;

    /**
     * @param driver what comes between the application and the observed driver
     * @param boot makes the sessions of the settings
     */
    Side(Store store, UnaryOperator<DataSource> driver, Function<Map<String, Object>, SessionFactory> boot)
            throws SQLException {
        this.store = store;
        below = store.connect();
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "jakarta.persistence.nonJtaDataSource",
                driver.apply(ObservedDataSource.of(store.source(), new Calls())));
        settings.put("hibernate.hbm2ddl.auto", "create-only");
        // Ids that do not depend on the programs before.
        settings.put("hibernate.id.optimizer.pooled.preferred", "none");
        settings.put("hibernate.jdbc.batch_size", "3");
        sessions = boot.apply(settings);
        sessions.inTransaction(Side::loadWithEachLock);
    }

    /**
     * Hibernate remembers how it loads an entity with a pessimistic lock. If the first load is that of a refresh, it goes on
     * to load what a refresh cascades to, so what a program does would depend on those before.
     */
    private static void loadWithEachLock(Session session) {
        for (LockModeType lock : LockModeType.values()) {
            for (Class<?> type : List.of(
                    User.class, Post.class, Profile.class, Tag.class, Account.class, Ticket.class, Note.class)) {
                session.find(type, 0L, lock);
            }
            session.find(Label.class, "", lock);
        }
    }

    /** Runs it on the same content as always. */
    Outcome run(Program program) throws SQLException {
        prepare();
        // What Hibernate makes of a query depends on the options that the first query with the same text had.
        sessions.unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getInterpretationCache()
                .close();
        calls.clear();
        failed = false;
        List<String> answers = new ArrayList<>();
        Application application = new Application(sessions);
        for (Step step : program.steps()) {
            answers.add(step + ": " + answer(() -> step.run(application)));
        }
        String closed;
        do {
            closed = answer(application::closeLast);
            answers.add("at the end: " + closed);
        } while (!closed.equals(NOTHING_OPEN));
        return new Outcome(answers, List.copyOf(calls), content());
    }

    private interface Work {

        @Nullable
        Object run() throws Exception;
    }

    private static String answer(Work work) {
        try {
            return Description.of(work.run());
        } catch (Exception | AssertionError | StackOverflowError failure) {
            return Description.of(failure);
        }
    }

    /** Remembers the calls. */
    private final class Calls implements ObservedDataSource.Observer {

        @Override
        public void called(String call) throws SQLException {
            if (!ObservedDataSource.isOfTracing(call)) {
                calls.add(call);
            }
            if (failed && !store.allowsAfterFailure(call)) {
                throw new SQLException("not after a failure", "0A000");
            }
        }

        @Override
        public Throwable failed(SQLException failure) {
            failed = true;
            return failure;
        }
    }

    private void prepare() throws SQLException {
        try (Statement statement = below.createStatement()) {
            store.empty(statement);
            statement.execute(CONTENT);
        }
    }

    private List<String> content() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = below.createStatement()) {
            for (String table : Store.TABLES) {
                try (ResultSet found = statement.executeQuery("select * from " + table)) {
                    while (found.next()) {
                        rows.add(table + " " + row(found));
                    }
                }
            }
            rows.sort(Comparator.naturalOrder());
            rows.add("open connections " + store.openConnections(statement));
        }
        return rows;
    }

    private static String row(ResultSet found) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
            columns.add(found.getString(column));
        }
        return columns.toString();
    }

    @Override
    public void close() throws SQLException {
        sessions.close();
        below.close();
        store.close();
    }
}
