package dev.ormtracing.it.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.scopes.Application.Opened;
import dev.ormtracing.it.scopes.Application.Plan;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that opens a scope in one callback and closes it in another sees in each of them what it sees without us,
 * but for a span of ours that is running; and our spans hang together as if it had opened none.
 */
class ScopesIT {

    /** In the order of {@link #run}. */
    private static final List<String> CALLBACKS = List.of(
            "afterTransactionBegin",
            "PrePersist",
            "inspect",
            "preFlush",
            "postFlush",
            "PostPersist",
            "onFlushDirty",
            "PreUpdate",
            "PostUpdate",
            "PostLoad",
            "PreRemove",
            "PostRemove",
            "beforeTransactionCompletion",
            "afterTransactionCompletion");

    private static final List<String> CLOSING =
            Stream.concat(CALLBACKS.stream(), Stream.of(Application.BETWEEN)).toList();

    private static final Plan NOTHING = new Plan(Opened.VALUE, "nowhere", "nowhere");

    private static final int KINDS = 12;

    static Stream<Arguments> kinds() {
        List<Arguments> kinds = new ArrayList<>();
        for (Detail detail : Detail.values()) {
            for (boolean sampled : List.of(true, false)) {
                for (boolean inRequest : List.of(true, false)) {
                    kinds.add(Arguments.of(detail, sampled, inRequest, kinds.size()));
                }
            }
        }
        return kinds.stream();
    }

    @ParameterizedTest(name = "{0}, sampled: {1}, in a request: {2}")
    @MethodSource("kinds")
    void contextInEachCallback_isThatOfTheApplication(Detail detail, boolean sampled, boolean inRequest, int kind) {
        List<String> wrong = new ArrayList<>();
        try (Side traced = new Side(detail, sampled);
                Side untraced = new Side(null, sampled)) {
            List<String> tree = traced.run(NOTHING, inRequest).tree();
            for (Plan plan : plans(kind)) {
                Run actual = traced.run(plan, inRequest);
                compare(plan, untraced.run(plan, inRequest), actual, wrong);
                if (detail == Detail.FULL && !actual.tree.equals(tree)) {
                    wrong.add(plan + ":\n" + actual.text);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Half of them for the first kind; the others share all of them. */
    private static List<Plan> plans(int kind) {
        List<Plan> plans = new ArrayList<>();
        int number = 0;
        for (String open : CALLBACKS) {
            for (String close : CLOSING) {
                for (Opened opened : Opened.values()) {
                    if (kind == 0 ? (number / 4 + number) % 2 == 0 : number % (KINDS - 1) == kind - 1) {
                        plans.add(new Plan(opened, open, close));
                    }
                    number++;
                }
            }
        }
        return plans;
    }

    private static void compare(Plan plan, Run expected, Run actual, List<String> wrong) {
        for (int i = 0; i < Math.max(expected.seen.size(), actual.seen.size()); i++) {
            String without = i < expected.seen.size() ? expected.seen.get(i) : "nothing";
            String with = i < actual.seen.size() ? actual.seen.get(i) : "nothing";
            if (!isSame(without, with)) {
                wrong.add(plan + ", look " + i + ":\n  " + with + ", without us\n  " + without);
                return;
            }
        }
        if (actual.contextIsLeft && !expected.contextIsLeft) {
            wrong.add(plan + ": the context is another one in the end");
        }
    }

    private static boolean isSame(String without, String with) {
        String ours = ", span " + Application.OURS;
        return with.endsWith(ours)
                ? without.startsWith(with.substring(0, with.length() - ours.length() + ", span ".length()))
                : with.equals(without);
    }

    /** @param tree each span of ours with that of ours which it is below, whatever is in between */
    private record Run(List<String> seen, boolean contextIsLeft, List<String> tree, String text) {}

    private static final class Side implements AutoCloseable {

        private final TraceRecorder recorder;
        private final SessionFactory sessions;

        /** @param detail null for none of ours */
        Side(@Nullable Detail detail, boolean sampled) {
            recorder = TraceRecorder.builder()
                    .tracerProvider(provider -> provider.setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff()))
                    .build();
            OrmTracing tracing = detail == null
                    ? OrmTracing.create(OpenTelemetry.noop())
                    : OrmTracing.builder()
                            .openTelemetry(recorder.openTelemetry())
                            .detail(detail)
                            .build();
            JdbcDataSource database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            CallingInterceptor interceptor = new CallingInterceptor();
            Configuration configuration = new Configuration()
                    .addAnnotatedClass(Thing.class)
                    .setInterceptor(interceptor)
                    .setStatementInspector(interceptor)
                    .setProperty("hibernate.hbm2ddl.auto", "create-drop");
            configuration.getProperties().put("hibernate.connection.datasource", database);
            configuration.getProperties().put("hibernate.orm_tracing.tracing", tracing);
            sessions = configuration.buildSessionFactory();
            run(NOTHING, false);
        }

        Run run(Plan plan, boolean inRequest) {
            recorder.traces().clear();
            Context first = Context.current();
            Span request = recorder.openTelemetry()
                    .getTracer("application")
                    .spanBuilder("request")
                    .startSpan();
            try (Scope inSpan = inRequest ? request.makeCurrent() : Scope.noop();
                    Application application = new Application(plan, recorder)) {
                Context before = Context.current();
                work(application);
                return new Run(
                        application.seen(),
                        Context.current() != before,
                        tree(),
                        recorder.traces().text());
            } finally {
                request.end();
                first.makeCurrent();
            }
        }

        private void work(Application application) {
            application.isBetweenCalls();
            try (Session session = sessions.openSession()) {
                session.beginTransaction();
                application.isBetweenCalls();
                Thing thing = new Thing(1, "one");
                thing.parts.add(new Thing(2, "part"));
                session.persist(thing);
                application.isBetweenCalls();
                session.createSelectionQuery("from Thing", Thing.class).getResultList();
                thing.name = "two";
                session.flush();
                application.isBetweenCalls();
                session.clear();
                Thing found = session.find(Thing.class, thing.id);
                found.name = "three";
                found.parts.size();
                session.getTransaction().commit();
                application.isBetweenCalls();
                session.beginTransaction();
                session.remove(found);
                session.persist(new Thing(3, "other"));
                session.getTransaction().commit();
                application.isBetweenCalls();
                try (Stream<Thing> things =
                        session.createSelectionQuery("from Thing", Thing.class).getResultStream()) {
                    things.forEach(read -> application.isBetweenCalls());
                }
                application.isBetweenCalls();
            }
            sessions.inTransaction(
                    session -> session.createMutationQuery("delete from Thing").executeUpdate());
            application.isBetweenCalls();
        }

        private List<String> tree() {
            List<String> all = new ArrayList<>();
            recorder.traces().trees().forEach(root -> addTo(all, root, ""));
            all.sort(null);
            return all;
        }

        /** Operations and what is of transactions may be below a span that the application has opened. */
        private static void addTo(List<String> all, SpanTree tree, String parent) {
            String type = tree.type();
            if (type != null && !type.equals("operation") && !type.endsWith("transaction")) {
                all.add(tree.shortName() + " below " + parent);
            }
            String here = type == null ? parent : tree.shortName();
            tree.children().forEach(child -> addTo(all, child, here));
        }

        @Override
        public void close() {
            sessions.close();
            recorder.close();
        }
    }
}
