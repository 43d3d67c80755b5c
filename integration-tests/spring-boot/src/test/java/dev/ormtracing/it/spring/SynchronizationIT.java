package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A scope from one of a transaction's callbacks to another leaves nothing of ours behind. */
@ClinicTest
class SynchronizationIT {

    private static final List<String> POINTS =
            List.of("doWork", "beforeCommit", "beforeCompletion", "afterCommit", "afterCompletion");

    @Autowired
    private Owners owners;

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OpenTelemetry openTelemetry;

    @Autowired
    private Recorded recorded;

    static Stream<Arguments> pairs() {
        return IntStream.range(0, POINTS.size())
                .boxed()
                .flatMap(open -> IntStream.range(open + 1, POINTS.size())
                        .mapToObj(close -> Arguments.of(POINTS.get(open), POINTS.get(close))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void scopeFromOneCallbackToAnother_leavesNothing(String open, String close) {
        Context before = Context.current();
        Span span = openTelemetry.getTracer("application").spanBuilder("opened").startSpan();
        List<String> wrong = new ArrayList<>();
        List<Scope> opened = new ArrayList<>();
        Callbacks callbacks = point -> {
            if (point.equals(open)) {
                opened.add(span.makeCurrent());
            } else if (point.equals(close)) {
                opened.remove(0).close();
            }
            boolean isCurrent = Span.current() == span;
            if (isCurrent == opened.isEmpty()) {
                wrong.add(point);
            }
        };
        transaction.executeWithoutResult(status -> {
            TransactionSynchronizationManager.registerSynchronization(callbacks);
            owners.save(new Owner("Grace", "Ghent"));
            entityManager.unwrap(Session.class).doWork(connection -> callbacks.reach("doWork"));
            owners.count();
            status.flush();
        });
        Context after = Context.current();
        span.end();
        owners.deleteAll();
        recorded.reset();

        assertThat(wrong).isEmpty();
        assertThat(after).isSameAs(before);
    }

    @FunctionalInterface
    private interface Callbacks extends TransactionSynchronization {

        void reach(String point);

        @Override
        default void beforeCommit(boolean readOnly) {
            reach("beforeCommit");
        }

        @Override
        default void beforeCompletion() {
            reach("beforeCompletion");
        }

        @Override
        default void afterCommit() {
            reach("afterCommit");
        }

        @Override
        default void afterCompletion(int status) {
            reach("afterCompletion");
        }
    }
}
