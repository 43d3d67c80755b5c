package dev.ormtracing.it.remedies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** Collections of all kinds, each of six owners. */
final class CollectionCases {

    private static final String LAZY = "join fetch Owner.pets, @BatchSize on it, or an entity graph";
    private static final String EAGER =
            "join fetch Owner.pets, @BatchSize or @Fetch(SUBSELECT) on it, or an entity graph";

    private static final String PET = """
            @Entity(name = "Pet") class Pet {
              @Id long id;
              @ManyToOne(fetch = FetchType.LAZY) Owner owner;
            }
            """;

    private CollectionCases() {}

    static List<Remedied> all() {
        List<Remedied> all = new ArrayList<>();
        kinds("one-to-many", "@OneToMany(mappedBy = \"owner\", fetch = FetchType.LAZY) Set<Pet> pets", true, all);
        kinds("bag", "@OneToMany(mappedBy = \"owner\", fetch = FetchType.LAZY) List<Pet> pets", true, all);
        kinds("many-to-many", "@ManyToMany(fetch = FetchType.LAZY) Set<Pet> pets", true, all);
        kinds("ordered many-to-many", "@ManyToMany(fetch = FetchType.LAZY) @OrderColumn List<Pet> pets", true, all);
        kinds("element collection", "@ElementCollection(fetch = FetchType.LAZY) Set<String> pets", false, all);
        kinds(
                "ordered elements",
                "@ElementCollection(fetch = FetchType.LAZY) @OrderColumn List<String> pets",
                false,
                all);
        kinds("map", "@ElementCollection(fetch = FetchType.LAZY) Map<String, String> pets", false, all);
        all.add(byNativeQuery());
        all.add(ofEnhancedOwners());
        all.add(inAnEmbeddable());
        all.add(stateless());
        all.add(sizes());
        all.add(elements());
        return all;
    }

    private static void kinds(String kind, String field, boolean entities, List<Remedied> all) {
        all.add(lazy(kind, field, entities));
        all.add(eager(kind, field, entities));
    }

    private static Remedied lazy(String kind, String field, boolean entities) {
        return lazy(Remedied.of("lazy " + kind, source(field, entities)), entities)
                .when(in((m, s) -> pets(m.list(s, "from Owner"))));
    }

    private static Remedied lazy(Remedied remedied, boolean entities) {
        return remedied.given(m -> fill(m, entities))
                .tells("Owner.pets", LAZY)
                .done(
                        "join fetch Owner.pets",
                        in((m, s) -> pets(m.list(s, "select o from Owner o left join fetch o.pets"))))
                .mapped("@BatchSize", "/*here*/", "@BatchSize(size = 10)")
                .done("entity graph", in((m, s) -> pets(m.list(s, "from Owner", "Owner", "pets"))));
    }

    private static Remedied eager(String kind, String field, boolean entities) {
        return Remedied.of("eager " + kind, source(field.replace("LAZY", "EAGER"), entities))
                .given(m -> fill(m, entities))
                .when(in((m, s) -> m.list(s, "from Owner")))
                .tells("Owner.pets", EAGER)
                .done("join fetch Owner.pets", in((m, s) -> m.list(s, "select o from Owner o left join fetch o.pets")))
                .mapped("@BatchSize", "/*here*/", "@BatchSize(size = 10)")
                .mapped("@Fetch(SUBSELECT)", "/*here*/", "@Fetch(FetchMode.SUBSELECT)")
                .done("entity graph", in((m, s) -> m.list(s, "from Owner", "Owner", "pets")));
    }

    private static Remedied byNativeQuery() {
        return lazy(
                        Remedied.of(
                                "lazy elements of what a native query has read",
                                source("@ElementCollection Set<String> pets", false)),
                        false)
                .when(in((m, s) -> pets(s.createNativeQuery("select * from Owner", m.type("Owner"))
                        .getResultList())));
    }

    private static Remedied ofEnhancedOwners() {
        return lazy(
                        Remedied.of(
                                "lazy elements of enhanced owners",
                                source("@ElementCollection Set<String> pets", false)
                                        .replace(
                                                "class Owner {",
                                                "class Owner {\n  Set<String> getPets() { return pets; }")),
                        false)
                .enhanced()
                .when(in((m, s) -> pets(m.list(s, "from Owner"))));
    }

    private static Remedied inAnEmbeddable() {
        return Remedied.of("lazy elements in an embeddable", """
                        @Embeddable class Home {
                          String street;
                          /*here*/ @ElementCollection Set<String> pets = new HashSet<>();
                        }
                        @Entity(name = "Owner") class Owner {
                          @Id long id;
                          @Embedded Home home;
                        }
                        """)
                .given(m -> m.transaction(session -> {
                    for (long id = 1; id <= Mapping.OWNERS; id++) {
                        Object home = m.make("Home", "street", "street " + id);
                        add(home, id, "pet " + id);
                        session.persist(m.make("Owner", "id", id, "home", home));
                    }
                }))
                .when(in((m, s) -> petsAtHome(m.list(s, "from Owner"))))
                .tells("Owner.home.pets", LAZY.replace("Owner.pets", "Owner.home.pets"))
                .done(
                        "join fetch Owner.home.pets",
                        in((m, s) -> petsAtHome(m.list(s, "select o from Owner o left join fetch o.home.pets"))))
                .mapped("@BatchSize", "/*here*/", "@BatchSize(size = 10)")
                .done("entity graph", in((m, s) -> petsAtHome(m.list(s, "from Owner", "Owner", "home.pets"))));
    }

    /** The loads of a stateless session are not batched. */
    private static Remedied stateless() {
        return Remedied.of("lazy elements in a stateless session", source("@ElementCollection Set<String> pets", false))
                .given(m -> fill(m, false))
                .when(m -> m.stateless(session -> session.createQuery("from Owner", Object.class)
                        .getResultList()
                        .forEach(owner -> session.fetch(Mapping.get(owner, "pets")))))
                .tells("Owner.pets", "join fetch Owner.pets, or an entity graph")
                .done(
                        "join fetch Owner.pets",
                        m -> m.stateless(session -> session.createQuery(
                                        "select o from Owner o left join fetch o.pets", Object.class)
                                .getResultList()))
                .done(
                        "entity graph",
                        m -> m.stateless(session -> {
                            var graph = session.createEntityGraph(m.type("Owner"));
                            graph.addAttributeNodes("pets");
                            session.createQuery("from Owner", Object.class)
                                    .setHint("jakarta.persistence.fetchgraph", graph)
                                    .getResultList()
                                    .forEach(owner -> session.fetch(Mapping.get(owner, "pets")));
                        }));
    }

    private static Remedied sizes() {
        return Remedied.of("sizes", source("@OneToMany(mappedBy = \"owner\") Set<Pet> pets", true))
                .given(m -> fill(m, true))
                .when(in((m, s) -> sizes(m.list(s, "from Owner"))))
                .tells(
                        "Owner.pets",
                        "one query that counts or compares for all owners, or join fetch Owner.pets and ask the"
                                + " collection itself")
                .done(
                        "one query that counts or compares for all owners",
                        in((m, s) -> m.list(s, "select p.owner.id, count(*) from Pet p group by p.owner.id")))
                .done(
                        "join fetch Owner.pets and ask the collection itself",
                        in((m, s) -> m.list(s, "select o from Owner o left join fetch o.pets")
                                .forEach(owner -> ((Collection<?>) Mapping.get(owner, "pets")).size())));
    }

    private static Remedied elements() {
        return Remedied.of("elements", source("@ElementCollection @OrderColumn List<String> pets", false))
                .given(m -> fill(m, false))
                .when(in((m, s) -> m.list(s, "from Owner")
                        .forEach(owner -> Hibernate.get((List<?>) Mapping.get(owner, "pets"), 0))))
                .tells("Owner.pets", "join fetch Owner.pets and ask the collection itself")
                .done(
                        "join fetch Owner.pets and ask the collection itself",
                        in((m, s) -> m.list(s, "select o from Owner o left join fetch o.pets")
                                .forEach(owner -> ((List<?>) Mapping.get(owner, "pets")).get(0))));
    }

    private static String source(String field, boolean entities) {
        return """
                @Entity(name = "Owner") class Owner {
                  @Id long id;
                  /*here*/ %s = new %s<>();
                }
                """.formatted(field, implementation(field)) + (entities ? PET : "");
    }

    private static String implementation(String field) {
        return field.contains("Map<") ? "HashMap" : field.contains("List<") ? "ArrayList" : "HashSet";
    }

    private static void fill(Mapping m, boolean entities) {
        LongFunction<Object> element = id -> "pet " + id;
        m.transaction(session -> {
            for (long id = 1; id <= Mapping.OWNERS; id++) {
                Object owner = m.make("Owner", "id", id);
                session.persist(owner);
                Object pet = entities ? m.make("Pet", "id", id, "owner", owner) : element.apply(id);
                if (entities) {
                    session.persist(pet);
                }
                add(owner, id, pet);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void add(Object owner, long id, Object pet) {
        Object pets = Mapping.get(owner, "pets");
        if (pets instanceof Map) {
            ((Map<Object, Object>) pets).put("pet " + id, pet);
        } else {
            ((Collection<Object>) pets).add(pet);
        }
    }

    private static void pets(List<?> owners) {
        owners.forEach(owner -> Hibernate.initialize(Mapping.get(owner, "pets")));
    }

    private static void petsAtHome(List<?> owners) {
        owners.forEach(owner -> Hibernate.initialize(Mapping.get(Mapping.get(owner, "home"), "pets")));
    }

    private static void sizes(List<?> owners) {
        owners.forEach(owner -> Hibernate.size((Collection<?>) Mapping.get(owner, "pets")));
    }

    private interface InSession {

        void work(Mapping mapping, Session session);
    }

    private static Consumer<Mapping> in(InSession work) {
        return mapping -> mapping.transaction(session -> work.work(mapping, session));
    }
}
