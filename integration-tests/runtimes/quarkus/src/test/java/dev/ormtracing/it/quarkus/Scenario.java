package dev.ormtracing.it.quarkus;

import dev.ormtracing.it.quarkus.library.Author;
import dev.ormtracing.it.quarkus.library.Book;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** What an application does in one transaction. */
enum Scenario {
    FIND(session -> session.find(Author.class, ids(session).get(0))),
    FIND_NOTHING(session -> session.find(Author.class, -1L)),
    REFERENCE(session ->
            Hibernate.initialize(session.getReference(Author.class, ids(session).get(0)))),
    MULTI_LOAD(session -> session.byMultipleIds(Author.class).multiLoad(ids(session))),
    PERSIST(session -> session.persist(new Author("persisted").with("one").with("two"))),
    MERGE(session -> {
        Author author = session.find(Author.class, ids(session).get(0));
        session.clear();
        author.setName("merged");
        session.merge(author);
    }),
    REMOVE(session -> session.remove(session.find(Author.class, ids(session).get(0)))),
    CHANGE(session -> session.find(Author.class, ids(session).get(0)).setName("changed")),
    REFRESH(session -> session.refresh(session.find(Author.class, ids(session).get(0)))),
    LOCK(session -> session.lock(session.find(Author.class, ids(session).get(0)), LockModeType.PESSIMISTIC_WRITE)),
    QUERY(session -> session.createQuery("from Author a where a.name <> :name", Author.class)
            .setParameter("name", "x")
            .getResultList()),
    /** A text that no cache knows. */
    COMPILE(session -> session.createQuery("from Author a where a.id > " + System.nanoTime(), Author.class)
            .getResultList()),
    SINGLE_RESULT(session ->
            session.createQuery("select count(b) from Book b", Long.class).getSingleResult()),
    NAMED_QUERY(session -> session.createNamedQuery("Author.named", Author.class)
            .setParameter("name", "A")
            .getResultList()),
    CRITERIA(session -> {
        var query = session.getCriteriaBuilder().createQuery(Book.class);
        query.from(Book.class);
        session.createQuery(query).getResultList();
    }),
    NATIVE_QUERY(session ->
            session.createNativeQuery("select count(*) from Book", Long.class).getSingleResult()),
    STREAM(session -> {
        try (var books = session.createQuery("from Book", Book.class).getResultStream()) {
            books.forEach(Book::getTitle);
        }
    }),
    SCROLL(session -> {
        try (ScrollableResults<Book> books =
                session.createQuery("from Book", Book.class).scroll()) {
            while (books.next()) {
                books.get().getTitle();
            }
        }
    }),
    UPDATE_QUERY(session ->
            session.createMutationQuery("update Author set name = 'updated'").executeUpdate()),
    DELETE_QUERY(session -> session.createMutationQuery("delete Book").executeUpdate()),
    AUTO_FLUSH(session -> {
        session.persist(new Author("flushed"));
        session.createQuery("from Author", Author.class).getResultList();
    }),
    FLUSH(session -> {
        session.persist(new Author("flushed"));
        session.flush();
    }),
    LAZY_COLLECTIONS(session -> {
        for (Author author :
                session.createQuery("from Author order by name", Author.class).getResultList()) {
            author.getBooks().size();
        }
    }),
    LAZY_REFERENCE(session -> session.createQuery("from Book", Book.class)
            .getResultList()
            .get(0)
            .getAuthor()
            .getName()),
    DO_WORK(session -> session.doWork(connection -> {
        try (var statement = connection.prepareStatement("select count(*) from Book")) {
            statement.executeQuery().close();
        }
    })),
    STATELESS_INSERT(Kind.STATELESS, session -> session.insert(new Author("inserted"))),
    STATELESS_GET(Kind.STATELESS, session -> session.get(Author.class, -1L)),
    STATELESS_QUERY(
            Kind.STATELESS,
            session -> session.createQuery("from Book", Book.class).getResultList());

    /** Which session it needs. */
    private enum Kind {
        STATELESS
    }

    private final Consumer<Session> work;
    private final Consumer<StatelessSession> statelessWork;

    Scenario(Consumer<Session> work) {
        this.work = work;
        this.statelessWork = null;
    }

    Scenario(Kind kind, Consumer<StatelessSession> work) {
        this.work = null;
        this.statelessWork = work;
    }

    boolean isStateless() {
        return work == null;
    }

    void run(Session session) {
        work.accept(session);
    }

    void run(StatelessSession session) {
        statelessWork.accept(session);
    }

    /** Two authors with two books each. */
    static void fill(Session session) {
        session.createMutationQuery("delete Book").executeUpdate();
        session.createMutationQuery("delete Author").executeUpdate();
        session.persist(new Author("A").with("A1").with("A2"));
        session.persist(new Author("B").with("B1").with("B2"));
    }

    private static List<Long> ids(Session session) {
        return session.createQuery("select a.id from Author a order by a.name", Long.class)
                .getResultList();
    }

    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }
}
