package dev.ormtracing.it.remedies;

import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** Associations to one entity. */
final class ToOneCases {

    private static final String BY_ID =
            "join fetch of the association to Owner, @BatchSize on the class Owner, or an entity graph";

    private static final String EAGER = """
            @Entity(name = "Owner") class Owner {
              @Id long id;
            }
            @Entity(name = "Pet") class Pet {
              @Id long id;
              @ManyToOne(fetch = FetchType.EAGER) Owner owner;
            }
            """;

    private static final String LAZY = EAGER.replace("EAGER", "LAZY");

    private ToOneCases() {}

    static List<Remedied> all() {
        return List.of(
                byId(Remedied.of("eager to-one by HQL", EAGER)).when(in(ToOneCases::pets)),
                byId(Remedied.of("eager to-one by criteria", EAGER)).when(in(ToOneCases::petsByCriteria)),
                byId(Remedied.of("eager to-one by native query", EAGER)).when(in(ToOneCases::petsByNativeQuery)),
                byId(Remedied.of("eager to-one in a stateless session", EAGER))
                        .when(m -> m.stateless(session ->
                                session.createQuery("from Pet", Object.class).getResultList())),
                byId(Remedied.of("lazy to-one", LAZY)).when(in(ToOneCases::petsAndOwners)),
                byFind(),
                byEmbeddedId(),
                ofSubclass("eager", EAGER),
                ofSubclass("lazy", LAZY),
                oneToOne(),
                byUniqueKey());
    }

    /** What such a case has in common with the others, but for the work. */
    private static Remedied byId(Remedied remedied) {
        return remedied.given(ToOneCases::fill)
                .tells("Owner", BY_ID)
                .done(
                        "join fetch of the association to Owner",
                        in((m, s) -> owners(m.list(s, "select p from Pet p join fetch p.owner"))))
                .mapped("@BatchSize on the class Owner", "class Owner ", "@BatchSize(size = 10) class Owner ")
                .done("entity graph", in((m, s) -> owners(m.list(s, "from Pet", "Pet", "owner"))));
    }

    /** A find joins what it can. */
    private static Remedied byFind() {
        return Remedied.of("eager to-one by find", """
                        @Entity(name = "Owner") class Owner {
                          @Id long id;
                        }
                        @Entity(name = "Pet") class Pet {
                          @Id long id;
                          @ManyToOne(fetch = FetchType.EAGER) @Fetch(FetchMode.SELECT) Owner owner;
                        }
                        @Entity(name = "Shop") class Shop {
                          @Id long id;
                          @ManyToMany(fetch = FetchType.EAGER) Set<Pet> pets = new HashSet<>();
                        }
                        """)
                .given(m -> {
                    fill(m);
                    m.transaction(session -> {
                        Object shop = m.make("Shop", "id", 1L);
                        add(shop, m.list(session, "from Pet"));
                        session.persist(shop);
                    });
                })
                .when(in((m, s) -> s.find(m.type("Shop"), 1L)))
                .tells("Owner", BY_ID)
                .done(
                        "join fetch of the association to Owner",
                        in((m, s) -> m.list(
                                s, "select s from Shop s join fetch s.pets p join fetch p.owner where s.id = 1")))
                .mapped("@BatchSize on the class Owner", "class Owner", "@BatchSize(size = 10) class Owner")
                .done(
                        "entity graph",
                        in((m, s) -> s.find(
                                m.type("Shop"),
                                1L,
                                java.util.Map.of("jakarta.persistence.fetchgraph", m.graph(s, "Shop", "pets.owner")))));
    }

    private static Remedied byEmbeddedId() {
        return byId(Remedied.of("lazy to-one by an embedded id", """
                        @Embeddable class OwnerId implements Serializable {
                          long number;
                          String country;
                          @Override public int hashCode() { return (int) number; }
                          @Override public boolean equals(Object o) {
                            return o instanceof OwnerId && ((OwnerId) o).number == number;
                          }
                        }
                        @Entity(name = "Owner") class Owner {
                          @EmbeddedId OwnerId id;
                        }
                        @Entity(name = "Pet") class Pet {
                          @Id long id;
                          @ManyToOne(fetch = FetchType.LAZY) Owner owner;
                        }
                        """))
                .given(m -> fill(m, id -> m.make("Owner", "id", m.make("OwnerId", "number", id, "country", "at"))))
                .when(in(ToOneCases::petsAndOwners));
    }

    private static Remedied ofSubclass(String how, String mapping) {
        return byId(Remedied.of(
                        how + " to-one to a subclass",
                        mapping.replace(
                                "class Owner {\n  @Id long id;",
                                "class Owner extends Person {"
                                        + "}\n@Entity(name = \"Person\") @Inheritance(strategy = InheritanceType.JOINED)"
                                        + " class Person {\n  @Id long id;")))
                .when(in(ToOneCases::petsAndOwners));
    }

    private static Remedied oneToOne() {
        return Remedied.of("one-to-one with mappedBy", """
                        @Entity(name = "Owner") class Owner {
                          @Id long id;
                          @OneToOne(mappedBy = "owner", fetch = FetchType.LAZY) Desk desk;
                        }
                        @Entity(name = "Desk") class Desk {
                          @Id long id;
                          @OneToOne(fetch = FetchType.LAZY) Owner owner;
                        }
                        """)
                .given(m -> m.transaction(session -> {
                    for (long id = 1; id <= Mapping.OWNERS; id++) {
                        Object owner = m.make("Owner", "id", id);
                        session.persist(owner);
                        session.persist(m.make("Desk", "id", id, "owner", owner));
                    }
                }))
                .when(in((m, s) -> m.list(s, "from Owner")))
                .tells("Desk", "join fetch of the association to Desk, or an entity graph")
                .done(
                        "join fetch of the association to Desk",
                        in((m, s) -> m.list(s, "select o from Owner o left join fetch o.desk")))
                .done("entity graph", in((m, s) -> m.list(s, "from Owner", "Owner", "desk")));
    }

    private static Remedied byUniqueKey() {
        return Remedied.of("eager to-one by a unique key", """
                        @Entity(name = "Owner") class Owner implements Serializable {
                          @Id long id;
                          @Column(unique = true) String code;
                        }
                        @Entity(name = "Pet") class Pet {
                          @Id long id;
                          @ManyToOne(fetch = FetchType.EAGER) @JoinColumn(referencedColumnName = "code") Owner owner;
                        }
                        """)
                .given(m -> fill(m, id -> m.make("Owner", "id", id, "code", "code " + id)))
                .when(in(ToOneCases::pets))
                .tells("Owner", "join fetch of the association to Owner, or an entity graph")
                .done(
                        "join fetch of the association to Owner",
                        in((m, s) -> m.list(s, "select p from Pet p join fetch p.owner")))
                .done("entity graph", in((m, s) -> m.list(s, "from Pet", "Pet", "owner")));
    }

    private static void fill(Mapping m) {
        fill(m, id -> m.make("Owner", "id", id));
    }

    private static void fill(Mapping m, java.util.function.LongFunction<Object> owner) {
        m.transaction(session -> {
            for (long id = 1; id <= Mapping.OWNERS; id++) {
                Object made = owner.apply(id);
                session.persist(made);
                session.persist(m.make("Pet", "id", id, "owner", made));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void add(Object shop, List<?> pets) {
        ((java.util.Set<Object>) Mapping.get(shop, "pets")).addAll(pets);
    }

    private static void pets(Mapping m, Session session) {
        m.list(session, "from Pet");
    }

    private static void petsAndOwners(Mapping m, Session session) {
        owners(m.list(session, "from Pet"));
    }

    private static void petsByCriteria(Mapping m, Session session) {
        var query = session.getCriteriaBuilder().createQuery(m.type("Pet"));
        query.from(m.type("Pet"));
        session.createQuery(query).getResultList();
    }

    private static void petsByNativeQuery(Mapping m, Session session) {
        session.createNativeQuery("select * from Pet", m.type("Pet")).getResultList();
    }

    private static void owners(List<?> pets) {
        pets.forEach(pet -> Hibernate.initialize(Mapping.get(pet, "owner")));
    }

    private interface InSession {

        void work(Mapping mapping, Session session);
    }

    private static Consumer<Mapping> in(InSession work) {
        return mapping -> mapping.transaction(session -> work.work(mapping, session));
    }
}
