package dev.ormtracing.it.partial;

import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/**
 * A question to a collection that is not loaded.
 *
 * @param operation what it is called, after the owner's name
 * @param entity whose rows are read
 * @param becomesEntities whether rows become something, rather than a number or a yes
 */
record Access(
        String name,
        BiFunction<Shelf, Session, Object> question,
        Object answer,
        String operation,
        String table,
        String entity,
        boolean becomesEntities) {

    /** What Hibernate's own methods ask of any lazy collection. */
    static List<Access> ofHibernate() {
        return List.of(
                counts("size of a list", (shelf, session) -> Hibernate.size(shelf.getBooks()), 2, "books.size", "Book"),
                counts("size of a set", (shelf, session) -> Hibernate.size(shelf.getTags()), 1, "tags.size", "Shelf"),
                counts(
                        "size of values",
                        (shelf, session) -> Hibernate.size(shelf.getNotes()),
                        1,
                        "notes.size",
                        "Shelf"),
                counts(
                        "contains in a list",
                        (shelf, session) -> Hibernate.contains(shelf.getBooks(), book(session, 10)),
                        true,
                        "books.contains",
                        "Book"),
                counts(
                        "contains in a set",
                        (shelf, session) -> Hibernate.contains(shelf.getLent(), book(session, 10)),
                        false,
                        "lent.contains",
                        "Book"),
                counts(
                        "contains in a set of values",
                        (shelf, session) -> Hibernate.contains(shelf.getTags(), "old"),
                        true,
                        "tags.contains",
                        "Shelf"),
                reads(
                        "get from a list",
                        (shelf, session) -> Hibernate.get(shelf.getBooks(), 1).getId(),
                        11L,
                        "books.get",
                        "Book"),
                reads(
                        "get from a list of values",
                        (shelf, session) -> Hibernate.get(shelf.getNotes(), 0),
                        "dusty",
                        "notes.get",
                        "Shelf"),
                reads(
                        "get from a map",
                        (shelf, session) -> Hibernate.get(shelf.getCoded(), "a").getId(),
                        12L,
                        "coded.get",
                        "Book"),
                reads(
                        "get from a map of values",
                        (shelf, session) -> Hibernate.get(shelf.getLabels(), "en"),
                        "Poems",
                        "labels.get",
                        "Shelf"));
    }

    /** What is asked of a collection itself when its mapping is extra-lazy. */
    static List<Access> ofExtraLazy() {
        return List.of(
                counts("size", (shelf, session) -> shelf.getBooks().size(), 2, "books.size", "Book"),
                counts("isEmpty", (shelf, session) -> shelf.getBooks().isEmpty(), false, "books.size", "Book"),
                counts(
                        "contains",
                        (shelf, session) -> shelf.getBooks().contains(book(session, 10)),
                        true,
                        "books.contains",
                        "Book"),
                reads("get(index)", (shelf, session) -> shelf.getBooks().get(0).getId(), 10L, "books.get", "Book"),
                counts("size of a set", (shelf, session) -> shelf.getTags().size(), 1, "tags.size", "Shelf"),
                counts("isEmpty of a set", (shelf, session) -> shelf.getLent().isEmpty(), false, "lent.size", "Book"),
                counts(
                        "contains of a set",
                        (shelf, session) -> shelf.getTags().contains("new"),
                        false,
                        "tags.contains",
                        "Shelf"),
                counts("size of a map", (shelf, session) -> shelf.getLabels().size(), 1, "labels.size", "Shelf"),
                counts(
                        "containsKey",
                        (shelf, session) -> shelf.getCoded().containsKey("a"),
                        true,
                        "coded.containsKey",
                        "Book"),
                counts(
                        "containsValue",
                        (shelf, session) -> shelf.getLabels().containsValue("Poems"),
                        true,
                        "labels.contains",
                        "Shelf"),
                reads("get(key)", (shelf, session) -> shelf.getCoded().get("a").getId(), 12L, "coded.get", "Book"),
                reads(
                        "get(key) of values",
                        (shelf, session) -> shelf.getLabels().get("en"),
                        "Poems",
                        "labels.get",
                        "Shelf"),
                reads(
                        "indexOf, which needs all",
                        (shelf, session) -> shelf.getNotes().indexOf("dusty"),
                        0,
                        "notes.initialize",
                        "Shelf"));
    }

    private static Access counts(
            String name, BiFunction<Shelf, Session, Object> question, Object answer, String operation, String entity) {
        return new Access(name, question, answer, operation, tableOf(operation), entity, false);
    }

    private static Access reads(
            String name, BiFunction<Shelf, Session, Object> question, Object answer, String operation, String entity) {
        return new Access(name, question, answer, operation, tableOf(operation), entity, true);
    }

    private static String tableOf(String operation) {
        String attribute = operation.substring(0, operation.indexOf('.'));
        return switch (attribute) {
            case "notes", "labels", "tags" -> "Shelf_" + attribute;
            default -> "shelf_" + attribute + (operation.endsWith(".get") ? " books" : "");
        };
    }

    private static Book book(Session session, long id) {
        return session.getReference(Book.class, id);
    }

    /** The tree that it leaves outside of a transaction, after the owner was found. */
    String tree() {
        String role = "Shelf." + operation.substring(0, operation.indexOf('.'));
        return """
                operation Shelf.find
                  ...
                operation Shelf.%s orm.lazy=true orm.role=%s
                  serialize
                  connect
                  db_query CLIENT select %s orm.entity=%s orm.role=%s orm.load=collection
                """.formatted(operation, role, table, entity, role) + (becomesEntities ? "  hydrate\n" : "");
    }

    @Override
    public String toString() {
        return name;
    }
}
