package dev.ormtracing.it.remedies;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.Session;

/** Entities that are read one by one, and lazy attributes. */
final class OtherCases {

    private static final List<Long> IDS =
            LongStream.rangeClosed(1, Mapping.OWNERS).boxed().toList();

    private static final String OWNER = """
            @Entity(name = "Owner") class Owner {
              @Id long id;
              @NaturalId String name;
            }
            """;

    private static final String LIST = "a query with an IN list";

    private OtherCases() {}

    static List<Remedied> all() {
        return List.of(
                each("find in a loop", (s, m) -> IDS.forEach(id -> s.find(m.type("Owner"), id)))
                        .tells("Owner.find", "findMultiple (byMultipleIds), or a query with an IN list")
                        .done(
                                "findMultiple (byMultipleIds)",
                                in((s, m) -> s.byMultipleIds(m.type("Owner")).multiLoad(IDS)))
                        .done(LIST, in(OtherCases::all)),
                each(
                                "query in a loop",
                                (s, m) -> IDS.forEach(id -> s.createQuery("from Owner where id = :id", m.type("Owner"))
                                        .setParameter("id", id)
                                        .getSingleResult()))
                        .tells("Owner.getSingleResult", "one query with a join or an IN list")
                        .done(
                                "one query with a join",
                                in((s, m) -> s.createQuery(
                                                "select o from Owner o join Owner other on other.id = o.id",
                                                m.type("Owner"))
                                        .getResultList()))
                        .done("IN list", in(OtherCases::all)),
                each(
                                "natural ids in a loop",
                                (s, m) -> IDS.forEach(id ->
                                        s.bySimpleNaturalId(m.type("Owner")).load("owner " + id)))
                        .tells(
                                "Owner.bySimpleNaturalId",
                                "byMultipleNaturalId with enableOrderedReturn(false), or a query with an IN list")
                        .done(
                                "byMultipleNaturalId with enableOrderedReturn(false)",
                                in((s, m) -> s.byMultipleNaturalId(m.type("Owner"))
                                        .enableOrderedReturn(false)
                                        .multiLoad(IDS.stream()
                                                .map(id -> "owner " + id)
                                                .toArray())))
                        .done(LIST, in(OtherCases::all)),
                each("merge in a loop", (s, m) -> merge(s, m))
                        .tells("Owner.merge", "one query before with an IN list, or findMultiple (byMultipleIds)")
                        .done("one query before with an IN list", in((s, m) -> {
                            all(s, m);
                            merge(s, m);
                        }))
                        .done("findMultiple (byMultipleIds)", in((s, m) -> {
                            s.byMultipleIds(m.type("Owner")).multiLoad(IDS);
                            merge(s, m);
                        })),
                Remedied.of("merge of new rows in a loop", OWNER)
                        .when(in(OtherCases::merge))
                        .tells(
                                "Owner.merge",
                                "persist, since there were no such rows, or a @Version field, which tells what is new")
                        .done(
                                "persist, since there were no such rows",
                                in((s, m) ->
                                        IDS.forEach(id -> s.persist(m.make("Owner", "id", id, "name", "owner " + id)))))
                        .mapped(
                                "a @Version field, which tells what is new",
                                "@Id long id;",
                                "@Id long id; @Version Integer version;"),
                references(),
                each("refresh in a loop", (s, m) -> listed(s, m).forEach(s::refresh))
                        .tells("Owner.refresh", "detach or clear(), then a query with an IN list")
                        .done("detach", in((s, m) -> {
                            listed(s, m).forEach(s::detach);
                            all(s, m);
                        }))
                        .done("clear(), then a query with an IN list", in((s, m) -> {
                            listed(s, m);
                            s.clear();
                            all(s, m);
                        })),
                each(
                                "lock in a loop",
                                (s, m) -> listed(s, m).forEach(owner -> s.lock(owner, LockMode.PESSIMISTIC_WRITE)))
                        .tells("Owner.lock", "a query with an IN list and a lock mode")
                        .done(
                                "a query with an IN list and a lock mode",
                                in((s, m) -> s.createQuery("from Owner where id in (:ids)", m.type("Owner"))
                                        .setParameter("ids", IDS)
                                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                        .getResultList())),
                Remedied.of("get of a stateless session in a loop", OWNER)
                        .given(OtherCases::fill)
                        .when(m -> m.stateless(s -> IDS.forEach(id -> s.get(m.type("Owner"), id))))
                        .tells("Owner.get", LIST)
                        .done(
                                LIST,
                                m -> m.stateless(s -> s.createQuery("from Owner where id in (:ids)", m.type("Owner"))
                                        .setParameter("ids", IDS)
                                        .getResultList())),
                attribute());
    }

    private static Remedied references() {
        return Remedied.of("references in a loop", OWNER + """
                        @Entity(name = "Pet") class Pet {
                          @Id long id;
                          @ManyToOne(fetch = FetchType.LAZY) Owner owner;
                        }
                        """)
                .given(m -> {
                    fill(m);
                    m.transaction(s -> IDS.forEach(
                            id -> s.persist(m.make("Pet", "id", id, "owner", s.getReference(m.type("Owner"), id)))));
                })
                .when(in(OtherCases::refer))
                .tells(
                        "Owner",
                        "findMultiple (byMultipleIds) or a query with an IN list before, or join fetch where an"
                                + " association leads to them")
                .done("findMultiple (byMultipleIds)", in((s, m) -> {
                    s.byMultipleIds(m.type("Owner")).multiLoad(IDS);
                    refer(s, m);
                }))
                .done("a query with an IN list before", in((s, m) -> {
                    all(s, m);
                    refer(s, m);
                }))
                .done(
                        "join fetch where an association leads to them",
                        in((s, m) -> m.list(s, "from Pet p join fetch p.owner")
                                .forEach(pet -> Hibernate.initialize(Mapping.get(pet, "owner")))));
    }

    private static void refer(Session session, Mapping m) {
        IDS.forEach(id -> Hibernate.initialize(session.getReference(m.type("Owner"), id)));
    }

    private static Remedied attribute() {
        return Remedied.of("lazy attribute", """
                        @Entity(name = "Owner") class Owner {
                          @Id long id;
                          String name;
                          @Basic(fetch = FetchType.LAZY) String text;
                          String getText() { return text; }
                        }
                        """)
                .enhanced()
                .given(m -> m.transaction(session -> IDS.forEach(
                        id -> session.persist(m.make("Owner", "id", id, "name", "owner " + id, "text", "text")))))
                .when(in((s, m) -> m.list(s, "from Owner").forEach(owner -> Mapping.read(owner, "getText"))))
                .tells("Owner.text", "an entity graph with Owner.text, a query that selects it, or an eager attribute")
                .done(
                        "entity graph with Owner.text",
                        in((s, m) -> m.list(s, "from Owner", "Owner", "text")
                                .forEach(owner -> Mapping.read(owner, "getText"))))
                .done("a query that selects it", in((s, m) -> m.list(s, "select o.id, o.text from Owner o")))
                .mapped("eager attribute", "@Basic(fetch = FetchType.LAZY)", "");
    }

    private static Remedied each(String name, BiConsumer<Session, Mapping> work) {
        return Remedied.of(name, OWNER).given(OtherCases::fill).when(in(work));
    }

    private static void fill(Mapping m) {
        m.transaction(session -> IDS.forEach(id -> session.persist(m.make("Owner", "id", id, "name", "owner " + id))));
    }

    private static void all(Session session, Mapping m) {
        listed(session, m);
    }

    private static List<?> listed(Session session, Mapping m) {
        return session.createQuery("from Owner where id in (:ids)", m.type("Owner"))
                .setParameter("ids", IDS)
                .getResultList();
    }

    private static void merge(Session session, Mapping m) {
        IDS.forEach(id -> session.merge(m.make("Owner", "id", id, "name", "owner " + id)));
    }

    private static Consumer<Mapping> in(BiConsumer<Session, Mapping> work) {
        return mapping -> mapping.transaction(session -> work.accept(session, mapping));
    }
}
