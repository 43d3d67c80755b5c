package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.session.Blog.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.context.internal.ManagedSessionContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.SessionImpl;
import org.hibernate.internal.StatelessSessionImpl;
import org.hibernate.procedure.ProcedureCall;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.hql.spi.SqmQueryImplementor;
import org.hibernate.query.spi.QueryImplementor;
import org.hibernate.query.spi.ScrollableResultsImplementor;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sql.spi.NativeQueryImplementor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What objects are, and what they can be cast to, with and without tracing. */
class IdentityTest {

    private static void with(boolean traced, java.util.function.Consumer<SessionFactory> check) {
        with(traced, Map.of(), check);
    }

    private static void with(
            boolean traced, Map<String, Object> more, java.util.function.Consumer<SessionFactory> check) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put(OrmTracingSettings.ENABLED, traced);
        try (SessionFactory sessions = Database.open(settings)) {
            assertThat(sessions.getClass() == SessionFactoryImpl.class).isEqualTo(!traced);
            check.accept(sessions);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sessions_knowTheirFactory(boolean traced) {
        with(traced, sessions -> {
            try (Session session = sessions.openSession();
                    StatelessSession stateless = sessions.openStatelessSession()) {
                assertThat(session.getSessionFactory()).isSameAs(sessions);
                assertThat(session.getFactory()).isSameAs(sessions);
                assertThat(session.getEntityManagerFactory()).isSameAs(sessions);
                assertThat(((SharedSessionContractImplementor) stateless).getFactory())
                        .isSameAs(sessions);
                assertThat(session.getDelegate()).isSameAs(session);
                assertThat(session).isEqualTo(session).isNotEqualTo(stateless);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sessions_unwrapToEveryType(boolean traced) {
        with(traced, sessions -> {
            try (Session session = sessions.openSession()) {
                for (Class<?> type : List.of(
                        EntityManager.class,
                        Session.class,
                        SessionImplementor.class,
                        SharedSessionContractImplementor.class,
                        EventSource.class,
                        SessionImpl.class)) {
                    assertThat((Object) session.unwrap(type)).isSameAs(session);
                }
            }
            for (Class<?> type : List.of(
                    EntityManagerFactory.class,
                    SessionFactory.class,
                    SessionFactoryImplementor.class,
                    SessionFactoryImpl.class)) {
                assertThat((Object) sessions.unwrap(type)).isSameAs(sessions);
            }
            assertThat(sessions.openStatelessSession()).isInstanceOf(StatelessSessionImpl.class);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void currentSession_ofTheThread_isOne(boolean traced) {
        with(traced, Map.of("hibernate.current_session_context_class", "thread"), sessions -> {
            Session current = sessions.getCurrentSession();
            current.beginTransaction();
            assertThat(sessions.getCurrentSession()).isSameAs(current);
            assertThat(current.find(User.class, 1L).name).isEqualTo("Ada");
            assertThat(current.getSessionFactory()).isSameAs(sessions);
            current.getTransaction().commit();
            assertThat(current.isOpen()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void currentSession_boundByTheApplication_isTheOneBound(boolean traced) {
        with(traced, Map.of("hibernate.current_session_context_class", "managed"), sessions -> {
            try (Session session = sessions.openSession()) {
                ManagedSessionContext.bind(session);
                assertThat(sessions.getCurrentSession()).isSameAs(session);
                assertThat(ManagedSessionContext.unbind(sessions)).isSameAs(session);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queries_areOfEveryInterface(boolean traced) {
        with(
                traced,
                sessions -> sessions.inSession(session -> {
                    assertThat(session.createQuery("from User", User.class))
                            .isInstanceOf(TypedQuery.class)
                            .isInstanceOf(org.hibernate.query.Query.class)
                            .isInstanceOf(QueryImplementor.class)
                            .isInstanceOf(SqmQueryImplementor.class);
                    assertThat(session.createSelectionQuery("from User", User.class))
                            .isInstanceOf(SelectionQuery.class)
                            .isInstanceOf(SqmQuery.class);
                    assertThat(session.createNativeQuery("select 1", Integer.class))
                            .isInstanceOf(NativeQuery.class)
                            .isInstanceOf(NativeQueryImplementor.class);
                    assertThat(session.createStoredProcedureQuery("p")).isInstanceOf(ProcedureCall.class);
                    assertThat(session.createMutationQuery("delete from User")).isInstanceOf(CommonQueryContract.class);
                    try (ScrollableResults<User> scroll =
                            session.createQuery("from User", User.class).scroll()) {
                        assertThat(scroll).isInstanceOf(ScrollableResultsImplementor.class);
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queries_unwrapToWhatTheyAre(boolean traced) {
        with(
                traced,
                sessions -> sessions.inSession(session -> {
                    Query query = session.createQuery("from User", User.class);
                    assertThat(query.unwrap(org.hibernate.query.Query.class)).isSameAs(query);
                    assertThat(query.unwrap(QueryImplementor.class)).isSameAs(query);
                    assertThat(query.setMaxResults(1)).isSameAs(query);
                    assertThat(query.getMaxResults()).isEqualTo(1);
                }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namedQuery_canBeAddedFromAQuery(boolean traced) {
        with(
                traced,
                sessions -> sessions.inSession(session -> {
                    Query query = session.createQuery("from User", User.class);
                    sessions.addNamedQuery("users.all", query);
                    assertThat(session.createNamedQuery("users.all", User.class).getResultList())
                            .hasSize(2);
                }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void session_isSerializableWhenDisconnected(boolean traced) {
        with(traced, sessions -> {
            try (Session session = sessions.openSession()) {
                session.find(User.class, 1L);
                Session copy = copyOf(session);
                assertThat(copy.getSessionFactory()).isSameAs(sessions);
                assertThat(copy.find(User.class, 2L).name).isEqualTo("Bob");
                copy.close();
            }
        });
    }

    private static Session copyOf(Session session) {
        Function<Session, Session> copy = original -> {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(original);
                }
                return (Session) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            } catch (java.io.IOException | ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        };
        return copy.apply(session);
    }
}
