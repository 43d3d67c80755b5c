package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.Serialized;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.context.internal.ThreadLocalSessionContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.junit.jupiter.api.Test;

/** What comes back from a stream is what came back without tracing, and is traced. */
@EveryDatabase
class SerializationIT {

    private final TracedUnit unit;
    private Blog blog;

    SerializationIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void factory_comesBackAsItself() {
        assertSame(factory -> {
            EntityManagerFactory jpa = factory;
            Object[] twice = copy(new Object[] {factory, factory});
            return List.of(copy(factory) == factory, copy(jpa) == factory, twice[0] == factory, twice[1] == factory);
        });
    }

    @Test
    void servicesOfAFactory_comeBackAsTheyDid() {
        assertSame(factory -> {
            SessionFactoryImplementor internals = (SessionFactoryImplementor) factory;
            return Stream.<Object>of(
                            factory.getPersistenceUnitUtil(),
                            factory.getMetamodel(),
                            internals.getCriteriaBuilder(),
                            internals.getTypeConfiguration(),
                            factory.getCache(),
                            factory.getStatistics())
                    .map(SerializationIT::outcome)
                    .toList();
        });
    }

    @Test
    void factoryOfAnHttpSession_servesTheNextRequest() {
        assertSame(factory -> {
            Map<String, Object> attributes = new HashMap<>();
            attributes.put("factory", factory);
            attributes.put("user", factory.fromSession(session -> session.find(User.class, blog.ada())));

            Map<String, Object> copies = copy(attributes);

            EntityManagerFactory copy = (EntityManagerFactory) copies.get("factory");
            try (EntityManager entityManager = copy.createEntityManager()) {
                return List.of(
                        copy == factory,
                        copy.getPersistenceUnitUtil().isLoaded(entityManager.find(User.class, blog.ada()), "posts"),
                        entityManager
                                .merge((User) copies.get("user"))
                                .getPosts()
                                .size());
            }
        });
    }

    @Test
    void factory_isReadWhereThisLibraryIsNot() throws Exception {
        byte[] bytes = Serialized.bytesOf(unit.sessions());

        Object copy = read(bytes, "dev.ormtracing.hibernate.");

        assertThat(copy).isSameAs(unit.sessions());
    }

    @Test
    void factoryThatIsGone_isReplacedByTheOneOfItsName() throws Exception {
        Map<String, String> named = Map.of(
                "hibernate.session_factory_name", "shop",
                "hibernate.session_factory_name_is_jndi", "false");
        byte[] traced;
        byte[] plain;
        String tracedId;
        String plainId;
        try (TracedUnit first = unit(named)) {
            traced = Serialized.bytesOf(first.sessions());
            tracedId = idOf(first.sessions());
        }
        try (SessionFactory untraced = unit.untraced(named)) {
            plain = Serialized.bytesOf(untraced);
            plainId = idOf(untraced);
            assertThat(read(traced, "")).isSameAs(untraced);
        }
        try (TracedUnit next = unit(named)) {
            assertThat(read(traced, "")).isSameAs(next.sessions());
            assertThat(read(plain, "")).isSameAs(next.sessions());
        }
        assertThat(failure(traced)).isEqualTo(failure(plain).replace(plainId, tracedId));
    }

    @Test
    void session_goesOnWhereItWas() {
        assertSame(factory -> {
            Session session = factory.openSession();
            User ada = session.find(User.class, blog.ada());
            session.getReference(Post.class, blog.post());

            Object seen = outcome(session, copy -> goOn(copy, ada, factory));

            session.close();
            return List.of(
                    seen,
                    factory.fromSession(next ->
                            String.valueOf(next.find(User.class, blog.ada()).getName())));
        });
    }

    private Object goOn(Session copy, User ada, SessionFactory factory) {
        User sameAda = copy.find(User.class, blog.ada());
        List<Object> seen = List.of(
                copy.getFactory() == factory,
                copy.isOpen(),
                copy.getStatistics().getEntityCount(),
                sameAda != ada,
                copy.contains(sameAda),
                sameAda.getPosts().size(),
                copy.find(Post.class, blog.post()).getTitle());
        copy.beginTransaction();
        sameAda.setName("Augusta");
        copy.getTransaction().commit();
        copy.close();
        return seen;
    }

    /** Hibernate 6.6 cannot write one with entities on some databases. */
    @Test
    void sessionFromAStream_isTraced() {
        blog = unit.givenFrom(Blog::persistIn);
        Session session = unit.sessions().openSession();
        Session copy = copy(session);

        copy.find(User.class, blog.ada()).getPosts().size();
        copy.find(User.class, blog.bob());
        copy.close();
        session.close();

        unit.expect("""
                operation User.find
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate
                operation User.posts.initialize
                  serialize
                  connect
                  db_query CLIENT select posts
                  hydrate
                operation User.find
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate
                """);
    }

    @Test
    void statelessSession_comesBackAsItDid() {
        assertSame(factory -> {
            try (StatelessSession session = factory.openStatelessSession()) {
                session.get(User.class, blog.ada());
                return outcome(session, copy -> {
                    try (StatelessSession stateless = copy) {
                        return List.of(
                                stateless.getFactory() == factory,
                                String.valueOf(((User) stateless.get(User.class, blog.ada())).getName()));
                    }
                });
            }
        });
    }

    @Test
    void sessionOfTheThread_isBoundAgain() {
        Map<String, String> context = Map.of("hibernate.current_session_context_class", "thread");
        blog = unit.givenFrom(Blog::persistIn);
        try (SessionFactory untraced = unit.untraced(context);
                TracedUnit traced = unit(context)) {
            assertThat(boundAgain(traced.sessions())).isEqualTo(boundAgain(untraced));
        }
    }

    private Object boundAgain(SessionFactory factory) {
        Session session = factory.getCurrentSession();
        Session copy = copy(session);
        List<Object> seen = new ArrayList<>(
                List.of(copy != session, copy.getSessionFactory() == factory, factory.getCurrentSession() == copy));
        copy.beginTransaction();
        seen.add(String.valueOf(copy.find(User.class, blog.ada()).getName()));
        copy.getTransaction().commit();
        seen.add(factory.getCurrentSession() == copy);
        factory.getCurrentSession().close();
        session.close();
        return seen;
    }

    @Test
    void contextOfCurrentSessions_knowsTheFactory() {
        assertSame(factory -> {
            SessionFactoryImplementor internals = (SessionFactoryImplementor) factory;
            ThreadLocalSessionContext copy = copy(new ThreadLocalSessionContext(internals));
            try (Session session = copy.currentSession()) {
                return session.getSessionFactory() == factory;
            }
        });
    }

    @Test
    void criteria_giveWhatTheyGave() {
        assertSame(factory -> {
            HibernateCriteriaBuilder builder = ((SessionFactoryImplementor) factory).getCriteriaBuilder();
            JpaCriteriaQuery<User> query = builder.createQuery(User.class);
            JpaRoot<User> root = query.from(User.class);
            query.where(builder.equal(root.get("name"), "Ada"));
            return outcome(
                    query,
                    copy -> factory.fromSession(session -> session.createQuery(copy).getResultList().stream()
                            .map(User::getEmail)
                            .toList()));
        });
    }

    @Test
    void lazyStateFromAStream_isLoadedByTheFactory() {
        Map<String, String> lazy = Map.of("hibernate.enable_lazy_load_no_trans", "true");
        blog = unit.givenFrom(Blog::persistIn);
        try (SessionFactory untraced = unit.untraced(lazy);
                TracedUnit traced = unit(lazy)) {
            assertThat(loadedLate(traced.sessions())).isEqualTo(loadedLate(untraced));
        }
    }

    private Object loadedLate(SessionFactory factory) {
        User user = copy(factory.fromSession(session -> session.find(User.class, blog.ada())));
        User proxy = copy(factory.fromSession(session -> session.getReference(User.class, blog.bob())));
        return List.of(user.getPosts().size(), String.valueOf(proxy.getName()));
    }

    @Test
    void detachedState_comesBackAsItDid() {
        assertSame(factory -> {
            List<Object> copies = copy(factory.fromSession(session -> List.<Object>of(
                    session.find(User.class, blog.ada()),
                    session.getReference(User.class, blog.bob()),
                    session.createQuery("from Post p join fetch p.tags", Post.class)
                            .getResultList())));
            return factory.fromTransaction(session -> List.of(
                    session.merge((User) copies.get(0)).getPosts().size(),
                    String.valueOf(session.merge((User) copies.get(1)).getName()),
                    session.merge((Post) ((List<?>) copies.get(2)).get(0))
                            .getTags()
                            .size()));
        });
    }

    /** What an application does with a factory. */
    @FunctionalInterface
    private interface Observation {
        Object of(SessionFactory factory);
    }

    private void assertSame(Observation observation) {
        blog = unit.givenFrom(Blog::persistIn);
        Object without = observation.of(unit.untraced());
        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            assertThat(observation.of(unit.sessions())).isEqualTo(without);
            assertThat(log.inFull()).isEmpty();
        }
    }

    private TracedUnit unit(Map<String, String> settings) {
        return TracedUnit.create(
                unit.database(),
                unit.pool(),
                unit.pool(),
                unit.recorder(),
                OrmTracing.create(unit.recorder().openTelemetry()),
                settings);
    }

    private static String idOf(SessionFactory factory) {
        return ((SessionFactoryImplementor) factory).getUuid();
    }

    private static String failure(byte[] bytes) {
        try {
            return "read " + read(bytes, "");
        } catch (IOException | ClassNotFoundException failure) {
            return failure.toString();
        }
    }

    private static String outcome(Object object) {
        return outcome(object, copy -> copy.getClass().getName()).toString();
    }

    /** What the copy gives, or what is thrown where Hibernate's own is not serializable. */
    @SuppressWarnings("unchecked")
    private static <T> Object outcome(T object, Function<T, Object> use) {
        try {
            return use.apply((T) read(Serialized.bytesOf(object), ""));
        } catch (IOException | ClassNotFoundException | RuntimeException failure) {
            return failure.toString();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) {
        try {
            return (T) read(Serialized.bytesOf(object), "");
        } catch (IOException | ClassNotFoundException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Object read(byte[] bytes, String absentPackage) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
                if (!absentPackage.isEmpty() && description.getName().startsWith(absentPackage)) {
                    throw new InvalidClassException(description.getName());
                }
                return super.resolveClass(description);
            }
        }.readObject();
    }
}
