package dev.ormtracing.it.remedies;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.Session;

/** Rows that are written one by one. */
final class WriteCases {

    private static final List<Long> IDS = LongStream.rangeClosed(1, 10).boxed().toList();

    private static final String OWNER = """
            @Entity(name = "Owner") @Table(name = "owners") class Owner {
              @Id long id;
              String name;
            }
            """;

    private static final String BATCHES = "hibernate.jdbc.batch_size, with order_inserts and order_updates";

    private static final String[] BATCH_SETTINGS = {
        "hibernate.jdbc.batch_size=50", "hibernate.order_inserts=true", "hibernate.order_updates=true"
    };

    private WriteCases() {}

    static List<Remedied> all() {
        return List.of(
                Remedied.of("inserts of one flush", OWNER)
                        .ofWrites()
                        .when(in(WriteCases::persistAll))
                        .tells("insert owners", BATCHES)
                        .set(BATCHES, BATCH_SETTINGS),
                Remedied.of("updates of one flush", OWNER)
                        .ofWrites()
                        .given(in(WriteCases::persistAll))
                        .when(in((s, m) -> m.list(s, "from Owner").forEach(owner -> m.set(owner, "name", "new"))))
                        .tells("update owners", BATCHES)
                        .set(BATCHES, BATCH_SETTINGS),
                Remedied.of("removals of one flush", OWNER)
                        .ofWrites()
                        .given(in(WriteCases::persistAll))
                        .when(in((s, m) -> m.list(s, "from Owner").forEach(s::remove)))
                        .tells("delete owners", BATCHES)
                        .set(BATCHES, BATCH_SETTINGS),
                Remedied.of("a flush for each", OWNER)
                        .ofWrites()
                        .when(in((s, m) -> IDS.forEach(id -> {
                            s.persist(m.make("Owner", "id", id));
                            s.flush();
                        })))
                        .tells("insert owners", "one flush for all, and hibernate.jdbc.batch_size")
                        .done(
                                "one flush for all, and hibernate.jdbc.batch_size",
                                in(WriteCases::persistAll),
                                "hibernate.jdbc.batch_size=50"),
                Remedied.of(
                                "ids of the database",
                                OWNER.replace("@Id", "@Id @GeneratedValue(strategy = GenerationType.IDENTITY)"))
                        .ofWrites()
                        .when(in((s, m) -> IDS.forEach(id -> s.persist(m.make("Owner")))))
                        .tells(
                                "insert owners",
                                "a sequence for the ids, since IDENTITY prevents batches, and hibernate.jdbc.batch_size")
                        .mapped(
                                "a sequence for the ids, since IDENTITY prevents batches, and hibernate.jdbc.batch_size",
                                "IDENTITY",
                                "SEQUENCE",
                                null,
                                BATCH_SETTINGS),
                cascaded(),
                Remedied.of("values in the text of a query", OWNER)
                        .ofWrites()
                        .given(in(WriteCases::persistAll))
                        .when(in((s, m) -> IDS.forEach(
                                id -> s.createMutationQuery("update Owner set name = 'new' where id = " + id)
                                        .executeUpdate())))
                        .tells(
                                "Owner.executeUpdate",
                                "one statement with an IN list, and parameters instead of values in its text")
                        .done(
                                "one statement with an IN list, and parameters instead of values in its text",
                                in(WriteCases::updateAll)),
                Remedied.of("values in the text of a native query", OWNER)
                        .ofWrites()
                        .given(in(WriteCases::persistAll))
                        .when(in((s, m) -> IDS.forEach(id -> s.createNativeMutationQuery(
                                        "update owners set name = 'name " + id + "' where id = " + id)
                                .executeUpdate())))
                        .tells(
                                "update owners",
                                "one statement with an IN list, and parameters instead of values in its text")
                        .done(
                                "one statement with an IN list, and parameters instead of values in its text",
                                in((s, m) -> s.createNativeMutationQuery(
                                                "update owners set name = ? where id in (1, 2)")
                                        .setParameter(1, "new")
                                        .executeUpdate())),
                Remedied.of("one query for each", OWNER)
                        .ofWrites()
                        .given(in(WriteCases::persistAll))
                        .when(in((s, m) -> IDS.forEach(id -> s.createMutationQuery("delete Owner where id = :id")
                                .setParameter("id", id)
                                .executeUpdate())))
                        .tells("Owner.executeUpdate", "one statement with an IN list")
                        .done("one statement with an IN list", in(WriteCases::updateAll)),
                Remedied.of("inserts of a stateless session", OWNER)
                        .ofWrites()
                        .when(m -> m.stateless(s -> IDS.forEach(id -> s.insert(m.make("Owner", "id", id)))))
                        .tells("Owner.insert", "setJdbcBatchSize")
                        .done(
                                "setJdbcBatchSize",
                                m -> m.stateless(s -> {
                                    s.setJdbcBatchSize(50);
                                    IDS.forEach(id -> s.insert(m.make("Owner", "id", id)));
                                })),
                Remedied.of("JDBC in doWork", OWNER)
                        .ofWrites()
                        .given(in(WriteCases::persistAll))
                        .when(in((s, m) -> s.doWork(connection -> {
                            try (var update = connection.prepareStatement("update owners set name = ? where id = ?")) {
                                for (long id : IDS) {
                                    update.setString(1, "new");
                                    update.setLong(2, id);
                                    update.executeUpdate();
                                }
                            }
                        })))
                        .tells("update owners", "addBatch and executeBatch, or one statement")
                        .done(
                                "addBatch and executeBatch",
                                in((s, m) -> s.doWork(connection -> {
                                    try (var update =
                                            connection.prepareStatement("update owners set name = ? where id = ?")) {
                                        for (long id : IDS) {
                                            update.setString(1, "new");
                                            update.setLong(2, id);
                                            update.addBatch();
                                        }
                                        update.executeBatch();
                                    }
                                })))
                        .done("one statement", in(WriteCases::updateAll)));
    }

    /** The flush itself makes these persistent. */
    private static Remedied cascaded() {
        String sequence = "a sequence for the ids, since IDENTITY prevents batches, and hibernate.jdbc.batch_size";
        return Remedied.of("ids of the database, by a cascade", """
                        @Entity(name = "Owner") class Owner {
                          @Id long id;
                          @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
                          Set<Pet> pets = new HashSet<>();
                        }
                        @Entity(name = "Pet") @Table(name = "pets") class Pet {
                          @Id @GeneratedValue(strategy = GenerationType.IDENTITY) long id;
                          @ManyToOne(fetch = FetchType.LAZY) Owner owner;
                        }
                        """)
                .ofWrites()
                .given(in((s, m) -> s.persist(m.make("Owner", "id", 1L))))
                .when(in((s, m) -> {
                    Object owner = s.find(m.type("Owner"), 1L);
                    IDS.forEach(id -> pets(owner).add(m.make("Pet", "owner", owner)));
                }))
                .tells("insert pets", sequence)
                .mapped(sequence, "IDENTITY", "SEQUENCE", null, BATCH_SETTINGS);
    }

    @SuppressWarnings("unchecked")
    private static Set<Object> pets(Object owner) {
        return (Set<Object>) Mapping.get(owner, "pets");
    }

    private static void persistAll(Session session, Mapping m) {
        IDS.forEach(id -> session.persist(m.make("Owner", "id", id)));
    }

    private static void updateAll(Session session, Mapping m) {
        session.createMutationQuery("update Owner set name = :name where id in (:ids)")
                .setParameter("name", "new")
                .setParameter("ids", IDS)
                .executeUpdate();
    }

    private static Consumer<Mapping> in(BiConsumer<Session, Mapping> work) {
        return mapping -> mapping.transaction(session -> work.accept(session, mapping));
    }
}
