package dev.ormtracing.it.remedies;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.Subgraph;
import java.lang.reflect.Field;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;

/** A factory of entities that were compiled for it, on a database of its own. */
final class Mapping implements AutoCloseable {

    /** More than an N+1 needs. */
    static final int OWNERS = 6;

    private final CompiledEntities entities;
    private final TraceRecorder recorder = TraceRecorder.builder().build();
    private final SessionFactory sessions;

    Mapping(String source, boolean enhanced, List<String> settings) {
        entities = CompiledEntities.of(source, enhanced);
        Configuration configuration = new Configuration(
                new BootstrapServiceRegistryBuilder().applyClassLoader(entities).build());
        entities.all().forEach(configuration::addAnnotatedClass);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
        settings.forEach(setting -> configuration.setProperty(
                setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1)));
        configuration.getProperties().put(OrmTracingSettings.TRACING, OrmTracing.create(recorder.openTelemetry()));
        sessions = configuration.buildSessionFactory();
    }

    SessionFactory sessions() {
        return sessions;
    }

    Traces traces() {
        return recorder.traces();
    }

    void forget() {
        recorder.traces().clear();
    }

    void transaction(Consumer<Session> work) {
        sessions.inTransaction(work);
    }

    void stateless(Consumer<StatelessSession> work) {
        sessions.inStatelessTransaction(work);
    }

    Class<?> type(String name) {
        return entities.type(name);
    }

    /** An entity with these values, in turn with the names of their fields. */
    Object make(String type, Object... values) {
        try {
            var constructor = type(type).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object made = constructor.newInstance();
            for (int i = 0; i < values.length; i += 2) {
                field(made.getClass(), (String) values[i]).set(made, values[i + 1]);
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type, e);
        }
    }

    void set(Object entity, String name, Object value) {
        try {
            field(entity.getClass(), name).set(entity, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    static Object get(Object entity, String name) {
        try {
            Object target = Hibernate.unproxy(entity);
            return field(target.getClass(), name).get(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** Reads a property by its accessor, as enhanced classes want it. */
    static Object read(Object entity, String getter) {
        try {
            var method = entity.getClass().getDeclaredMethod(getter);
            method.setAccessible(true);
            return method.invoke(entity);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(getter, e);
        }
    }

    List<?> list(Session session, String hql) {
        return session.createQuery(hql, Object.class).getResultList();
    }

    /** Lists what a query finds, with an entity graph: {@code owner}, or {@code pets.owner}. */
    List<?> list(Session session, String hql, String entity, String path) {
        return session.createQuery(hql, Object.class)
                .setHint("jakarta.persistence.fetchgraph", graph(session, entity, path))
                .getResultList();
    }

    EntityGraph<?> graph(Session session, String entity, String path) {
        EntityGraph<?> graph = session.createEntityGraph(type(entity));
        int dot = path.indexOf('.');
        if (dot < 0) {
            graph.addAttributeNodes(path);
        } else {
            Subgraph<?> sub = graph.addSubgraph(path.substring(0, dot));
            sub.addAttributeNodes(path.substring(dot + 1));
        }
        return graph;
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
