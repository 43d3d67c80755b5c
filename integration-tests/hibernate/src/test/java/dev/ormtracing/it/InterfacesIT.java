package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.ScrollMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** Other libraries make proxies of {@code object.getClass().getInterfaces()}, which leaves out inherited ones. */
@EveryDatabase
class InterfacesIT {

    /** Some versions ask {@code byId} for it, and have given it up later; nobody else does. */
    private static final String WITHIN_HIBERNATE = "$CoercionContext";

    private final TracedUnit unit;

    InterfacesIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void objectsOfHibernate_declareTheInterfacesThatTheyDeclareWithoutTracing() {
        Map<String, Class<?>> traced = classes(unit.sessions());
        Map<String, Class<?>> untraced = classes(unit.untraced());

        assertThat(traced.keySet()).isEqualTo(untraced.keySet());
        traced.forEach((name, type) -> assertThat(untraced.get(name).getInterfaces())
                .as(name)
                .filteredOn(each -> Modifier.isPublic(each.getModifiers())
                        && !each.getName().endsWith(WITHIN_HIBERNATE))
                .allMatch(each -> Stream.of(type.getInterfaces()).anyMatch(each::isAssignableFrom)));
        unit.traces().clear();
    }

    @Test
    void proxyOfASessionsInterfaces_isASession() {
        try (Session session = unit.sessions().openSession()) {
            assertThat(proxy(session)).isInstanceOf(Session.class);
            assertThat(proxy(unit.sessions())).isInstanceOf(SessionFactory.class);
        }
        try (StatelessSession session = unit.sessions().openStatelessSession()) {
            assertThat(proxy(session)).isInstanceOf(StatelessSession.class);
        }
    }

    private static Map<String, Class<?>> classes(SessionFactory sessions) {
        Map<String, Class<?>> classes = new LinkedHashMap<>();
        classes.put("factory", sessions.getClass());
        sessions.inSession(session -> {
            classes.put("session", session.getClass());
            classes.put("transaction", session.getTransaction().getClass());
            classes.put("byId", session.byId(User.class).getClass());
            classes.put("byMultipleIds", session.byMultipleIds(User.class).getClass());
            classes.put(
                    "scroll",
                    session.createSelectionQuery("from User", User.class)
                            .scroll(ScrollMode.FORWARD_ONLY)
                            .getClass());
            classes.put("query", session.createQuery("from User", User.class).getClass());
            classes.put(
                    "selection query",
                    session.createSelectionQuery("from User", User.class).getClass());
            classes.put(
                    "mutation query",
                    session.createMutationQuery("delete from User").getClass());
            classes.put(
                    "native query",
                    session.createNativeQuery("select 1", Integer.class).getClass());
        });
        sessions.inStatelessSession(session -> classes.put("stateless session", session.getClass()));
        return classes;
    }

    private static Object proxy(Object object) {
        return Proxy.newProxyInstance(
                object.getClass().getClassLoader(),
                object.getClass().getInterfaces(),
                (proxy, method, arguments) -> method.invoke(object, arguments));
    }
}
