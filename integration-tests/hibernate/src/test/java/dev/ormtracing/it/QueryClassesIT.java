package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Hibernate8;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import io.hypersistence.utils.hibernate.query.SQLExtractor;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.LockOptions;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.Query;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaInsertSelect;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries are Hibernate's, in class and in all that is set, whichever way they are made. */
@EveryDatabase
class QueryClassesIT {

    private static final String USERS = "select u.* from users u";

    /** Only Hibernate can make the call of a named procedure. */
    private static final List<String> PROXIES = List.of("named procedure", "named procedure call");

    private final TracedUnit unit;

    QueryClassesIT(TracedUnit unit) {
        this.unit = unit;
    }

    private record Creation(String name, Function<SharedSessionContract, Object> create) {
        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    static List<Creation> creations() {
        return List.of(
                new Creation("HQL", session -> session.createQuery("from User")),
                new Creation("typed HQL", session -> session.createQuery("from User", User.class)),
                new Creation("HQL of an update", session -> session.createQuery("update User u set u.name = 'x'")),
                before8("selection", "createSelectionQuery", "from User"),
                new Creation("typed selection", session -> session.createSelectionQuery("from User", User.class)),
                new Creation(
                        "selection of tuples",
                        session -> session.createSelectionQuery("select u.id as id from User u", Tuple.class)),
                new Creation(
                        "mutation", session -> session.createMutationQuery("delete from Account a where a.id = 0")),
                new Creation("native", session -> session.createNativeQuery(USERS)),
                new Creation("native for entities", session -> session.createNativeQuery(USERS, User.class)),
                new Creation("native for tuples", session -> session.createNativeQuery(USERS, Tuple.class)),
                new Creation("native for maps", session -> session.createNativeQuery(USERS, Map.class)),
                new Creation("native with an alias", session -> session.createNativeQuery(USERS, User.class, "u")),
                new Creation("native with a mapping", session -> session.createNativeQuery(USERS, "User.mapping")),
                new Creation(
                        "native with a mapping and a type",
                        session -> session.createNativeQuery(USERS, "User.mapping", User.class)),
                new Creation("native with no mapping", session -> session.createNativeQuery(USERS, "")),
                new Creation("native mutation", session -> session.createNativeMutationQuery("delete from accounts")),
                new Creation("native selection as mutation", session -> session.createNativeMutationQuery(USERS)),
                new Creation("named", session -> session.createNamedQuery("User.byName")),
                new Creation("typed named", session -> session.createNamedQuery("User.byName", User.class)),
                before8("named selection", "createNamedSelectionQuery", "User.byName"),
                new Creation(
                        "typed named selection",
                        session -> session.createNamedSelectionQuery("User.byName", User.class)),
                new Creation("named with options", session -> session.createNamedQuery("User.withOptions", User.class)),
                new Creation(
                        "named selection with options",
                        session -> session.createNamedSelectionQuery("User.withOptions", User.class)),
                new Creation("named mutation", session -> session.createNamedMutationQuery("User.rename.all")),
                new Creation("named selection as mutation", session -> session.createNamedMutationQuery("User.byName")),
                new Creation("named mutation as query", session -> session.createNamedQuery("User.rename.all")),
                before8("getNamedQuery", "getNamedQuery", "User.byName"),
                new Creation("named native", session -> session.createNamedQuery("User.native")),
                new Creation("typed named native", session -> session.createNamedQuery("User.native", User.class)),
                before8("named native selection", "createNamedSelectionQuery", "User.native"),
                new Creation("named native as mutation", session -> session.createNamedMutationQuery("User.native")),
                before8("getNamedNativeQuery", "getNamedNativeQuery", "User.native"),
                before8("getNamedNativeQuery with a mapping", "getNamedNativeQuery", "User.native", "User.mapping"),
                new Creation("criteria", session -> session.createQuery(users(session))),
                new Creation("criteria without a selection", session -> session.createQuery(unselected(session))),
                new Creation("criteria as selection", session -> session.createSelectionQuery(users(session))),
                new Creation(
                        "criteria update",
                        session -> call(session, "createQuery", CriteriaUpdate.class, update(session))),
                new Creation(
                        "criteria delete",
                        session -> call(session, "createQuery", CriteriaDelete.class, delete(session))),
                new Creation("criteria update as mutation", session -> session.createMutationQuery(update(session))),
                new Creation("criteria delete as mutation", session -> session.createMutationQuery(delete(session))),
                new Creation("criteria insert", session -> session.createMutationQuery(insert(session))),
                new Creation("named criteria", session -> session.createNamedQuery(named(session, users(session)))),
                new Creation(
                        "typed named criteria",
                        session -> session.createNamedQuery(named(session, users(session)), User.class)),
                new Creation(
                        "named criteria as selection",
                        session -> call(
                                session, "createNamedSelectionQuery", String.class, named(session, users(session)))),
                new Creation(
                        "typed named criteria as selection",
                        session -> session.createNamedSelectionQuery(named(session, users(session)), User.class)),
                new Creation(
                        "getNamedQuery of a criteria",
                        session -> call(session, "getNamedQuery", String.class, named(session, users(session)))),
                new Creation(
                        "named criteria as mutation",
                        session -> session.createNamedMutationQuery(named(session, users(session)))),
                new Creation(
                        "wrong type of named criteria",
                        session -> session.createNamedQuery(named(session, users(session)), Post.class)),
                new Creation(
                        "named criteria update",
                        session -> session.createNamedMutationQuery(named(session, (Query<?>)
                                call(session, "createQuery", CriteriaUpdate.class, update(session))))),
                new Creation("procedure", session -> session.createStoredProcedureCall("rename_users")),
                new Creation(
                        "procedure with results",
                        session -> session.createStoredProcedureCall("rename_users", User.class)),
                new Creation(
                        "procedure with a mapping",
                        session -> session.createStoredProcedureCall("rename_users", "User.mapping")),
                new Creation("procedure query", session -> session.createStoredProcedureQuery("rename_users")),
                new Creation("named procedure", session -> session.createNamedStoredProcedureQuery("User.rename")),
                new Creation("named procedure call", session -> session.getNamedProcedureCall("User.rename")),
                // What fails, fails in the same way.
                new Creation("wrong HQL", session -> session.createQuery("frm User", User.class)),
                new Creation("wrong selection", session -> session.createSelectionQuery("frm User", User.class)),
                new Creation("wrong type", session -> session.createQuery("from User", Post.class)),
                new Creation(
                        "wrong type of selection", session -> session.createSelectionQuery("from User", Post.class)),
                before8("mutation as selection", "createSelectionQuery", "delete from Account a where a.id = 0"),
                new Creation("selection as mutation", session -> session.createMutationQuery("from User")),
                new Creation("unknown name", session -> session.createNamedQuery("nobody")),
                new Creation("unknown typed name", session -> session.createNamedQuery("nobody", User.class)),
                before8("unknown selection", "createNamedSelectionQuery", "nobody"),
                new Creation("unknown mutation", session -> session.createNamedMutationQuery("nobody")),
                before8("unknown native name", "getNamedNativeQuery", "nobody"),
                new Creation("unknown mapping", session -> session.createNativeQuery(USERS, "nobody")),
                new Creation("wrong type of name", session -> session.createNamedQuery("User.byName", Post.class)),
                new Creation("no entity", session -> session.createNativeQuery(USERS, String.class, "u")),
                new Creation("unknown procedure name", session -> session.getNamedProcedureCall("nobody")));
    }

    /** By a method that 8.0 no longer has, and then refuses on both sides in the same way. */
    private static Creation before8(String name, String method, String... arguments) {
        return new Creation(name, session -> {
            Class<?>[] types = new Class<?>[arguments.length];
            Arrays.fill(types, String.class);
            return call(session, method, types, (Object[]) arguments);
        });
    }

    private static Object call(SharedSessionContract session, String method, Class<?> type, Object argument) {
        return call(session, method, new Class<?>[] {type}, argument);
    }

    private static Object call(SharedSessionContract session, String method, Class<?>[] types, Object... arguments) {
        try {
            return SharedSessionContract.class.getMethod(method, types).invoke(session, arguments);
        } catch (InvocationTargetException failure) {
            throw (RuntimeException) failure.getTargetException();
        } catch (ReflectiveOperationException absent) {
            throw new UnsupportedOperationException(absent.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("creations")
    void query_isHibernatesOwnInClassAndSettings(Creation creation) {
        unit.given(Blog::persistIn);
        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            for (Opening opening : Opening.values()) {
                Object without = opening.from(unit.untraced(), session -> described(creation, session));

                assertThat(opening.<Object>from(unit.sessions(), session -> described(creation, session)))
                        .as(opening.name())
                        .isEqualTo(without);
            }
            assertThat(log.inFull()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("creations")
    void query_canBeCastToItsClass(Creation creation) {
        for (Opening opening : Opening.values()) {
            Class<?> plain = opening.from(unit.untraced(), session -> classOf(creation, session));
            Class<?> traced = opening.from(unit.sessions(), session -> classOf(creation, session));

            boolean behindProxy = plain != Object.class && PROXIES.contains(creation.name());
            assertThat(plain.isAssignableFrom(traced))
                    .as(opening + ": " + traced + " is a " + plain)
                    .isEqualTo(!behindProxy);
            assertThat(Proxy.isProxyClass(traced)).isEqualTo(behindProxy);
            // By what some make their own proxies of.
            assertThat(traced.getInterfaces()).contains(plain.getInterfaces());
        }
    }

    /** A library that casts queries, or takes their SQL for their HQL. */
    @Test
    void sqlExtractor_findsTheSql() {
        Function<SharedSessionContract, String> extract = session ->
                SQLExtractor.from(session.createQuery("select u.name from User u where u.email = :email", String.class)
                        .setParameter("email", "ada@example.org"));
        if (Hibernate8.isThere()) {
            // It names classes that 8.0 no longer has.
            assertThatThrownBy(() -> Opening.SESSION.from(unit.sessions(), extract))
                    .isInstanceOf(NoClassDefFoundError.class);
            return;
        }
        String without = Opening.SESSION.from(unit.untraced(), extract);

        assertThat(without).startsWith("select u1_0.name from users u1_0 where");
        assertThat(Opening.SESSION.<String>from(unit.sessions(), extract)).isEqualTo(without);
    }

    /** Where a query comes from. */
    private enum Opening {
        SESSION {
            @Override
            <T> T from(SessionFactory factory, Function<SharedSessionContract, T> work) {
                return factory.fromSession(work::apply);
            }
        },
        SESSION_WITH_SETTINGS {
            @Override
            <T> T from(SessionFactory factory, Function<SharedSessionContract, T> work) {
                return factory.fromSession(session -> {
                    session.setDefaultReadOnly(true);
                    session.setHibernateFlushMode(FlushMode.COMMIT);
                    session.setProperty("jakarta.persistence.query.timeout", 7000);
                    session.setProperty("jakarta.persistence.lock.timeout", 3000);
                    session.beginTransaction();
                    try {
                        return work.apply(session);
                    } finally {
                        session.getTransaction().rollback();
                    }
                });
            }
        },
        STATELESS_SESSION {
            @Override
            <T> T from(SessionFactory factory, Function<SharedSessionContract, T> work) {
                return factory.fromStatelessSession(work::apply);
            }
        },
        CLOSED_SESSION {
            @Override
            <T> T from(SessionFactory factory, Function<SharedSessionContract, T> work) {
                var session = factory.openSession();
                session.close();
                return work.apply(session);
            }
        };

        abstract <T> T from(SessionFactory factory, Function<SharedSessionContract, T> work);
    }

    /** That of an object that is none of Hibernate's, if there is no query. */
    private static Class<?> classOf(Creation creation, SharedSessionContract session) {
        try {
            return creation.create().apply(session).getClass();
        } catch (RuntimeException failure) {
            return Object.class;
        }
    }

    private static Object described(Creation creation, SharedSessionContract session) {
        Object query;
        try {
            query = creation.create().apply(session);
        } catch (RuntimeException failure) {
            return failure + ", transaction: " + transactionOf(session);
        }
        Map<String, String> settings = new TreeMap<>();
        Stream.of(plainClassOf(query).getMethods())
                .filter(QueryClassesIT::isSetting)
                .sorted(Comparator.comparing(Method::getName))
                .forEach(getter -> settings.put(getter.getName(), valueOf(getter, query)));
        return settings;
    }

    private static Object transactionOf(SharedSessionContract session) {
        return session.isOpen() ? session.getTransaction().getStatus() : "closed";
    }

    /** Of ours that of Hibernate. */
    private static Class<?> plainClassOf(Object query) {
        Class<?> type = query.getClass();
        while (!Proxy.isProxyClass(type) && !type.getName().startsWith("org.hibernate.")) {
            type = type.getSuperclass();
        }
        return type;
    }

    private static boolean isSetting(Method method) {
        Class<?> type = method.getReturnType();
        boolean isPlain = type.isPrimitive()
                || type.isEnum()
                || type == LockOptions.class
                || type == Map.class
                || List.of(String.class, Boolean.class, Integer.class).contains(type);
        return method.getParameterCount() == 0
                && isPlain
                && method.getName().matches("(get|is)[A-Z].*")
                && !method.getName().matches("getResultCount|getUpdateCount|getFirstResult");
    }

    private static String valueOf(Method getter, Object query) {
        try {
            Object value = getter.invoke(query);
            return value instanceof LockOptions options
                    ? options.getLockMode() + " " + options.getTimeOut() + " " + options.getFollowOnLocking()
                    : String.valueOf(value);
        } catch (InvocationTargetException failure) {
            return String.valueOf(failure.getTargetException());
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String named(SharedSessionContract session, CriteriaQuery<User> criteria) {
        Query<User> query = session.createQuery(criteria);
        return named(session, query.setMaxResults(7).setComment("with options").setReadOnly(true));
    }

    private static String named(SharedSessionContract session, Query<?> query) {
        ((SharedSessionContractImplementor) session).getFactory().addNamedQuery("User.criteria", query);
        return "User.criteria";
    }

    private static CriteriaQuery<User> users(SharedSessionContract session) {
        JpaCriteriaQuery<User> query = session.getCriteriaBuilder().createQuery(User.class);
        return query.select(query.from(User.class));
    }

    private static CriteriaQuery<User> unselected(SharedSessionContract session) {
        JpaCriteriaQuery<User> query = session.getCriteriaBuilder().createQuery(User.class);
        query.from(User.class);
        return query;
    }

    private static CriteriaUpdate<User> update(SharedSessionContract session) {
        CriteriaUpdate<User> update = session.getCriteriaBuilder().createCriteriaUpdate(User.class);
        update.from(User.class);
        return update.set("name", "x");
    }

    private static CriteriaDelete<User> delete(SharedSessionContract session) {
        CriteriaDelete<User> delete = session.getCriteriaBuilder().createCriteriaDelete(User.class);
        delete.from(User.class);
        return delete;
    }

    private static JpaCriteriaInsertSelect<?> insert(SharedSessionContract session) {
        HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
        var insert = builder.createCriteriaInsertSelect(dev.ormtracing.it.blog.Account.class);
        JpaCriteriaQuery<Tuple> ids = builder.createTupleQuery();
        var user = ids.from(User.class);
        ids.multiselect(user.get("id"), builder.literal(1L));
        insert.setInsertionTargetPaths(
                insert.getTarget().get("id"), insert.getTarget().get("balance"));
        return insert.select(ids);
    }
}
