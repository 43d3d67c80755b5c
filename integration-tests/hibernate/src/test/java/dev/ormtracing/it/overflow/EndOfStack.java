package dev.ormtracing.it.overflow;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.cfg.Configuration;

/**
 * The stack ends anywhere in a transaction: in Hibernate, in the driver, in the SDK, in code of this library. So the
 * transaction is run ever deeper, a few bytes each time, from where it just succeeds to where it cannot even begin.
 * {@code .ci/overflow} starts it: a lock or a class of the JDK's that meets its end may be lost, and with it the JVM.
 */
public final class EndOfStack {

    private static final long STACK = 512 * 1024;

    /** So that classes are there and code is compiled: both take stack, and a class that is initialized where it ends is lost. */
    private static final int WARM_UP = 50;

    private static final int STEP = 1;
    private static final int MOST = 20_000;

    private final TraceRecorder recorder = TraceRecorder.create();
    private final List<String> problems = new ArrayList<>();
    private final SessionFactory sessions;
    private boolean begun;
    private int depths;

    private enum Setup {
        USUAL(builder -> builder),
        COMPACT(builder -> builder.detail(Detail.COMPACT)),
        ALL(builder -> builder.metrics(true)
                .recordReturnedRows(true)
                .recordCaller(true)
                .sqlComment(SqlComment.TRACEPARENT)
                .mergeOperationsAfter(2));

        private final UnaryOperator<OrmTracing.Builder> settings;

        Setup(UnaryOperator<OrmTracing.Builder> settings) {
            this.settings = settings;
        }
    }

    private EndOfStack(Setup setup) {
        sessions = boot(setup);
    }

    /** @param args none */
    public static void main(String[] args) throws InterruptedException {
        boolean good = true;
        for (Setup setup : Setup.values()) {
            EndOfStack run = new EndOfStack(setup);
            Thread thread = new Thread(null, run::approachTheEnd, "deep", STACK);
            thread.start();
            thread.join();
            System.out.println(setup + ": the stack ended at " + run.depths + " depths");
            run.problems.forEach(System.out::println);
            good &= run.problems.isEmpty() && run.depths > 0;
        }
        System.exit(good ? 0 : 1);
    }

    private SessionFactory boot(Setup setup) {
        Configuration configuration = new Configuration().addAnnotatedClass(Link.class);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource());
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-drop");
        configuration
                .getProperties()
                .put(
                        TracedUnit.TRACING,
                        setup.settings
                                .apply(OrmTracing.builder().openTelemetry(recorder.openTelemetry()))
                                .build());
        SessionFactory made = configuration.buildSessionFactory();
        made.inTransaction(session -> {
            session.persist(new Link(0));
            session.persist(new Link(1));
        });
        return made;
    }

    /** Not a pool: a connection that nobody got is lost to it. */
    private static JdbcDataSource dataSource() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:overflow;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1");
        return dataSource;
    }

    private void approachTheEnd() {
        new Throwable().getStackTrace();
        String tree = treeOfOneFind();
        for (int i = 0; i < WARM_UP; i++) {
            succeedsAt(0);
        }
        int depth = deepest();
        begun = true;
        for (int i = 0; begun && i < MOST; i += STEP) {
            recorder.reset();
            if (!succeedsAt(depth + i)) {
                depths++;
            }
            String open = recorder.openSpans().toString();
            if (Span.current() != Span.getInvalid()
                    || !open.equals("[]")
                    || !treeOfOneFind().equals(tree)) {
                problems.add("depth " + (depth + i) + ": " + open + ", " + Span.current());
            }
        }
    }

    private String treeOfOneFind() {
        recorder.traces().clear();
        sessions.inSession(session -> session.find(Link.class, 0));
        return recorder.traces().text();
    }

    /** Where it just succeeds. */
    private int deepest() {
        int fails = 1;
        while (succeedsAt(fails)) {
            fails *= 2;
        }
        int succeeds = fails / 2;
        while (fails - succeeds > STEP) {
            int between = (fails + succeeds) / 2;
            if (succeedsAt(between)) {
                succeeds = between;
            } else {
                fails = between;
            }
        }
        return succeeds;
    }

    /** The session is opened and closed where there is stack enough, as whoever catches the error sees to. */
    private boolean succeedsAt(int depth) {
        begun = false;
        try (Session session = sessions.openSession()) {
            Transaction transaction = session.getTransaction();
            try {
                deep(depth, () -> work(session, transaction));
                return true;
            } catch (Throwable e) {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
                return false;
            }
        } catch (Throwable e) {
            // A connection, or the pool, may be in any state.
            return false;
        }
    }

    private void work(Session session, Transaction transaction) {
        begun = true;
        transaction.begin();
        session.find(Link.class, 0).text += "x";
        session.createSelectionQuery("from Link where id = 1", Link.class).getResultList();
        transaction.commit();
    }

    private static void deep(int depth, Runnable work) {
        if (depth == 0) {
            work.run();
        } else {
            deep(depth - 1, work);
        }
    }
}
