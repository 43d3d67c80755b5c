package dev.ormtracing.it.enhanced;

import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What loads something that bytecode enhancement has made lazy, and the tree that it leaves. */
record LazyLoads(String name, Consumer<Session> work, String tree) {

    static List<Class<?>> entities() {
        return List.of(Doc.class, Owner.class, Desk.class);
    }

    /** Twelve docs, each with an owner of its own that has a desk. */
    static void fill(Session session) {
        for (long id = 1; id <= 12; id++) {
            Owner owner = new Owner(id);
            session.persist(owner);
            session.persist(new Desk(id, owner));
            session.persist(new Doc(id, owner));
        }
    }

    static List<LazyLoads> all() {
        return List.of(
                new LazyLoads("attribute", session -> doc(session).getScan(), """
                        operation Doc.find
                          serialize
                          connect
                          db_query CLIENT select docs orm.entity=Doc orm.load=id
                          hydrate
                        operation Doc.scan.initialize orm.lazy=true orm.role=Doc.scan
                          serialize
                          connect
                          db_query CLIENT select docs orm.entity=Doc orm.role=Doc.scan orm.load=attribute
                          hydrate
                        """),
                new LazyLoads(
                        "first attribute of several", session -> doc(session).getBody(), """
                        operation Doc.find
                          ...
                        operation Doc.body.initialize orm.lazy=true orm.role=Doc.body
                          serialize
                          connect
                          db_query CLIENT select docs orm.entity=Doc orm.role=Doc.body orm.load=attribute
                          hydrate
                        """),
                new LazyLoads(
                        "second attribute of several", session -> doc(session).getSummary(), """
                        operation Doc.find
                          ...
                        operation Doc.summary.initialize orm.lazy=true orm.role=Doc.summary
                          serialize
                          connect
                          db_query CLIENT select docs orm.entity=Doc orm.role=Doc.summary orm.load=attribute
                          hydrate
                        """),
                new LazyLoads("enhanced proxy", session -> name(doc(session).getOwner()), """
                        operation Doc.find
                          ...
                        operation Owner.initialize orm.lazy=true
                          serialize
                          connect
                          db_query CLIENT select owners orm.entity=Owner orm.load=proxy
                          hydrate
                        """),
                new LazyLoads(
                        "reference",
                        session -> session.getReference(Owner.class, 1L).getName(),
                        """
                        operation Owner.initialize orm.lazy=true
                          serialize
                          connect
                          db_query CLIENT select owners orm.entity=Owner orm.load=proxy
                          hydrate
                        """),
                new LazyLoads(
                        "inverse one-to-one",
                        session -> session.find(Owner.class, 1L).getDesk(),
                        """
                        operation Owner.find
                          ...
                        operation Owner.desk.initialize orm.lazy=true orm.role=Owner.desk
                          serialize
                          connect
                          db_query CLIENT select owners desks orm.entity=Desk orm.role=Owner.desk orm.load=attribute
                          hydrate
                        """),
                new LazyLoads(
                        "collection",
                        session -> session.find(Owner.class, 1L).getDocs().size(),
                        """
                        operation Owner.find
                          ...
                        operation Owner.docs.initialize orm.lazy=true orm.role=Owner.docs
                          serialize
                          connect
                          db_query CLIENT select docs orm.entity=Doc orm.role=Owner.docs orm.load=collection
                          hydrate
                        """));
    }

    /** For each of the docs or owners that one query has read. */
    static List<Repeated> repeated() {
        return List.of(
                new Repeated(
                        "Doc.body",
                        "Doc.getResultList",
                        "an entity graph with Doc.body, a query that selects it, or an eager attribute",
                        session -> docs(session).forEach(Doc::getBody)),
                new Repeated(
                        "Owner",
                        "Doc.getResultList",
                        "join fetch of the association to Owner, @BatchSize on the class Owner, or an entity graph",
                        LazyLoads::ownersOfAll),
                new Repeated(
                        "Owner.desk",
                        "Owner.getResultList",
                        "join fetch Owner.desk, @BatchSize on it, or an entity graph",
                        session -> session.createSelectionQuery("from Owner", Owner.class)
                                .getResultList()
                                .forEach(Owner::getDesk)));
    }

    /** @param query the operation that has loaded the owners */
    record Repeated(String role, String query, String remedy, Consumer<Session> work) {

        @Override
        public String toString() {
            return role;
        }
    }

    static void ownersOfAll(Session session) {
        docs(session).forEach(doc -> name(doc.getOwner()));
    }

    static void removeReference(Session session) {
        session.remove(session.getReference(Desk.class, 1L));
    }

    static Detached detach(Session session) {
        return new Detached(doc(session));
    }

    /** Hides the entity from whoever may not name it. */
    record Detached(Object entity) {

        void readScan() {
            ((Doc) entity).getScan();
        }

        void readOwner() {
            name(((Doc) entity).getOwner());
        }
    }

    static void write(Session session) {
        doc(session).setBody("other");
    }

    private static List<Doc> docs(Session session) {
        return session.createSelectionQuery("from Doc", Doc.class).getResultList();
    }

    private static @Nullable String name(@Nullable Owner owner) {
        return owner == null ? null : owner.getName();
    }

    private static Doc doc(Session session) {
        return session.find(Doc.class, 1L);
    }

    @Override
    public String toString() {
        return name;
    }
}
