package dev.ormtracing.it.reliability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * An application while a program runs: its sessions, the entities that it has in its hands, and the cursors that it has not
 * read to the end.
 */
final class Application {

    /** A stream or a scroll, in the middle. */
    record Cursor(Iterator<?> rows, AutoCloseable resource) {}

    private static final int SESSIONS = 2;

    private final SessionFactory factory;
    private final @Nullable Session[] sessions = new Session[SESSIONS];
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Object> entities = new ArrayList<>();
    private final List<Cursor> cursors = new ArrayList<>();
    private @Nullable StatelessSession stateless;

    Application(SessionFactory factory) {
        this.factory = factory;
    }

    SessionFactory factory() {
        return factory;
    }

    /** Most steps are of the first one, so that they have to do with each other. */
    Session session(int number) {
        int slot = slot(number);
        Session session = sessions[slot];
        if (session == null || !session.isOpen()) {
            session = factory.openSession();
            replace(number, session);
        }
        return session;
    }

    void replace(int number, Session other) {
        sessions[slot(number)] = other;
        opened.push(other);
    }

    /** As it is, closed or not yet there. */
    @Nullable
    Session sessionAsItIs(int number) {
        return sessions[slot(number)];
    }

    private static int slot(int number) {
        return number < 7 ? 0 : 1;
    }

    StatelessSession stateless() {
        if (stateless == null || !stateless.isOpen()) {
            stateless = factory.openStatelessSession();
            opened.push(stateless);
        }
        return stateless;
    }

    /**
     * Begins a transaction, which is rolled back in the end if it is active then: with one, a session does not close as it
     * is told to, and its connection is never given back.
     */
    Object begin(SharedSessionContract session) {
        Transaction transaction = session.getTransaction();
        opened.push(() -> {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        });
        transaction.begin();
        return transaction.getStatus();
    }

    <T> T hold(T entity) {
        if (entity != null && entities.stream().noneMatch(held -> held == entity)) {
            entities.add(entity);
        }
        return entity;
    }

    <T> List<T> holdAll(List<T> list) {
        list.forEach(this::hold);
        return list;
    }

    /** An entity from before, of that class if it is one; the latest ones have the low numbers. */
    <T> @Nullable T held(Class<T> type, int number) {
        List<T> candidates =
                entities.stream().filter(type::isInstance).<T>map(type::cast).toList();
        return candidates.isEmpty() ? null : candidates.get(candidates.size() - 1 - number % candidates.size());
    }

    /** Whether it is the very object that it was before. */
    int indexOf(Object entity) {
        for (int i = 0; i < entities.size(); i++) {
            if (entities.get(i) == entity) {
                return i;
            }
        }
        return -1;
    }

    void open(Iterator<?> rows, AutoCloseable resource) {
        cursors.add(new Cursor(rows, resource));
    }

    @Nullable
    Cursor cursor(int number) {
        return cursors.isEmpty() ? null : cursors.get(number % cursors.size());
    }

    /** Closes what was opened last and is open still; false if nothing is. */
    boolean closeLast() throws Exception {
        if (opened.isEmpty()) {
            return false;
        }
        opened.pop().close();
        return true;
    }
}
