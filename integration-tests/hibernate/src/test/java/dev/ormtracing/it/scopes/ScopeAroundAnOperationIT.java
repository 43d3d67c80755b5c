package dev.ormtracing.it.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A scope that the application opens before an operation and closes inside. OpenTelemetry closes a scope only while its
 * context is the current one, and there that of the operation is.
 */
class ScopeAroundAnOperationIT {

    private final TraceRecorder recorder = TraceRecorder.create();

    @AfterEach
    void check() {
        recorder.check();
    }

    @ParameterizedTest
    @EnumSource
    void scopeThatIsClosedInside_staysOpen_withTheApplicationsOwnSpan_untilItIsClosedAgain(Detail detail) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .detail(detail)
                .build();
        Span request = request();
        try (SessionFactory sessions = sessions(tracing)) {
            Scope scope = request.makeCurrent();
            sessions.inSession(session -> session.doWork(connection -> scope.close()));

            assertThat(Span.current()).isSameAs(request);
            scope.close();
            assertThat(Context.current()).isSameAs(Context.root());
        } finally {
            request.end();
        }
    }

    @Test
    void scopeThatIsClosedInside_isClosed_withoutTracing() {
        Span request = request();
        try (SessionFactory sessions = sessions(OrmTracing.create(OpenTelemetry.noop()))) {
            Scope scope = request.makeCurrent();
            sessions.inSession(session -> session.doWork(connection -> scope.close()));

            assertThat(Context.current()).isSameAs(Context.root());
        } finally {
            request.end();
        }
    }

    @ParameterizedTest
    @EnumSource
    void scopeThatIsOpenedInside_isClosedAfterIt(Detail detail) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .detail(detail)
                .build();
        Span part = request();
        Scope[] scope = new Scope[1];
        try (SessionFactory sessions = sessions(tracing)) {
            sessions.inSession(session -> session.doWork(connection -> scope[0] = part.makeCurrent()));

            assertThat(Span.current()).isSameAs(part);
            scope[0].close();
            assertThat(Context.current()).isSameAs(Context.root());
        } finally {
            part.end();
        }
    }

    private Span request() {
        return recorder.openTelemetry()
                .getTracer("application")
                .spanBuilder("request")
                .startSpan();
    }

    private static SessionFactory sessions(OrmTracing tracing) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        Configuration configuration = new Configuration();
        configuration.getProperties().put("hibernate.connection.datasource", database);
        configuration.getProperties().put("hibernate.orm_tracing.tracing", tracing);
        return configuration.buildSessionFactory();
    }
}
