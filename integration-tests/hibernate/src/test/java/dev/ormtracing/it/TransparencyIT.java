package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Serialized;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.spi.QueryImplementor;
import org.hibernate.resource.jdbc.spi.JdbcSessionOwner;
import org.junit.jupiter.api.Test;

/** What the application can observe of its factory and sessions, with and without tracing. */
@EveryDatabase
class TransparencyIT {

    private static final List<Class<?>> SESSION_TYPES = List.of(
            EntityManager.class,
            Session.class,
            SharedSessionContract.class,
            SharedSessionContractImplementor.class,
            SessionImplementor.class,
            EventSource.class,
            JdbcSessionOwner.class);

    private static final List<Class<?>> FACTORY_TYPES =
            List.of(EntityManagerFactory.class, SessionFactory.class, SessionFactoryImplementor.class);

    private static final List<Class<?>> QUERY_TYPES = List.of(
            Query.class,
            TypedQuery.class,
            SelectionQuery.class,
            org.hibernate.query.Query.class,
            QueryImplementor.class);

    private final TracedUnit unit;

    TransparencyIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void session_isWhatItWasWithoutTracing() {
        assertSame(factory -> {
            try (Session session = factory.openSession()) {
                return Stream.of(
                                SESSION_TYPES.stream().map(type -> type.isInstance(session)),
                                SESSION_TYPES.stream().map(type -> unwraps(session, type)),
                                Stream.of(
                                        session.getFactory() == factory,
                                        session.getSessionFactory() == factory,
                                        session.getEntityManagerFactory() == factory,
                                        session.getDelegate() == session,
                                        session.unwrap(Session.class) == session,
                                        session.equals(session),
                                        session.equals(null),
                                        session.hashCode() == session.hashCode(),
                                        session.isOpen()))
                        .flatMap(Function.identity())
                        .toList();
            }
        });
    }

    @Test
    void factory_isWhatItWasWithoutTracing() {
        assertSame(factory -> Stream.concat(
                        FACTORY_TYPES.stream().map(type -> type.isInstance(factory) && factory.unwrap(type) == factory),
                        Stream.of(
                                factory.equals(factory),
                                factory.equals(null),
                                factory.hashCode() == factory.hashCode(),
                                factory.isOpen(),
                                factory.getProperties().get("hibernate.session_factory.statement_inspector") == null,
                                factory.getSessionFactoryOptions()
                                        .getInterceptor()
                                        .getClass()))
                .toList());
    }

    @Test
    void query_isWhatItWasWithoutTracing() {
        assertSame(factory -> {
            try (Session session = factory.openSession()) {
                var query = session.createQuery("from User", User.class);
                return Stream.concat(
                                QUERY_TYPES.stream()
                                        .map(type -> type.isInstance(query) && type.isInstance(query.unwrap(type))),
                                Stream.of(
                                        query.setMaxResults(1) == query,
                                        query.setReadOnly(true) == query,
                                        query.equals(query)))
                        .toList();
            }
        });
    }

    @Test
    void openingsOfASession_giveSessionsOfTheSameKind() {
        assertSame(factory -> Stream.<Function<SessionFactory, Object>>of(
                        SessionFactory::openSession,
                        EntityManagerFactory::createEntityManager,
                        sessions -> sessions.createEntityManager(Map.of()),
                        sessions -> sessions.withOptions().openSession(),
                        SessionFactory::openStatelessSession,
                        sessions -> sessions.withStatelessOptions().openStatelessSession())
                .map(open -> isOpenAndCloses(open.apply(factory)))
                .toList());
    }

    @Test
    void sharedSession_usesTheConnectionOfItsParent() {
        assertSame(factory -> factory.fromTransaction(parent -> {
            try (Session child = parent.sessionWithOptions().connection().openSession()) {
                return child.getFactory() == factory
                        && connectionOf(child) == connectionOf(parent)
                        && child.isJoinedToTransaction() == parent.isJoinedToTransaction();
            }
        }));
    }

    /** Whose session does not know it, and would have to load it to tell what it is. */
    @Test
    void proxyOfAnotherSession_isNotLoadedByALook() {
        Long id = unit.givenFrom(session -> {
            User user = new User("ada@example.org");
            session.persist(user);
            return user.getId();
        });
        assertSame(factory -> factory.fromSession(session -> {
            User proxy = session.getReference(User.class, id);
            try (StatelessSession stateless = factory.openStatelessSession()) {
                return List.of(messageOf(() -> stateless.fetch(proxy)), Hibernate.isInitialized(proxy));
            }
        }));
    }

    private static String messageOf(Runnable work) {
        try {
            work.run();
            return "done";
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }

    @Test
    void currentSession_isBoundToTheThread() {
        withSetting("thread", factory -> {
            Session session = factory.getCurrentSession();
            session.beginTransaction();
            boolean same = factory.getCurrentSession() == session && session.getFactory() == factory;
            session.getTransaction().commit();
            boolean renewed = factory.getCurrentSession() != session;
            factory.getCurrentSession().close();
            return List.of(same, renewed, session.isOpen());
        });
    }

    @Test
    void detachedEntity_isSerializable() {
        Long id = unit.givenFrom(session -> {
            User user = new User("ada@example.org");
            user.write("First").getTags().add(new Tag("news"));
            session.persist(user);
            return user.getId();
        });
        assertSame(factory -> {
            User detached = factory.fromSession(session -> session.find(User.class, id));
            User copy = copy(detached);
            return List.of(
                    copy.getEmail(),
                    copy.getClass(),
                    Hibernate.isInitialized(copy.getPosts()),
                    sizeOfMerged(factory, copy));
        });
    }

    private static int sizeOfMerged(SessionFactory factory, User copy) {
        return factory.fromTransaction(session -> session.merge(copy).getPosts().size());
    }

    private void assertSame(Function<SessionFactory, Object> observation) {
        Object without = observation.apply(unit.untraced());

        assertThat(observation.apply(unit.sessions())).isEqualTo(without);
    }

    private void withSetting(String currentSessionContext, Function<SessionFactory, Object> observation) {
        try (SessionFactory untraced = unit.untraced(contextSetting(currentSessionContext));
                TracedUnit traced = TracedUnit.create(
                        unit.database(),
                        unit.pool(),
                        unit.pool(),
                        unit.recorder(),
                        OrmTracing.create(unit.recorder().openTelemetry()),
                        contextSetting(currentSessionContext))) {
            Object without = observation.apply(untraced);

            assertThat(observation.apply(traced.sessions())).isEqualTo(without);
        }
    }

    private static Map<String, String> contextSetting(String context) {
        return Map.of("hibernate.current_session_context_class", context);
    }

    private static Object unwraps(Session session, Class<?> type) {
        try {
            return session.unwrap(type) == session;
        } catch (PersistenceException notThisType) {
            return notThisType.getClass();
        }
    }

    private static boolean isOpenAndCloses(Object session) {
        if (session instanceof Session stateful) {
            boolean open = stateful.isOpen();
            stateful.close();
            return open && !stateful.isOpen();
        }
        StatelessSession stateless = (StatelessSession) session;
        boolean open = stateless.isOpen();
        stateless.close();
        return open && !stateless.isOpen();
    }

    private static Connection connectionOf(Session session) {
        return session.doReturningWork(connection -> connection);
    }

    private static User copy(User user) {
        try {
            return (User) Serialized.read(Serialized.bytesOf(user));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ClassNotFoundException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
