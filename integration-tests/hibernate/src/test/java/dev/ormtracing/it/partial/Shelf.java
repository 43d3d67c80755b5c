package dev.ormtracing.it.partial;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has each kind of collection, of entities and of values. */
@Entity
@Table(name = "shelves")
public class Shelf {

    @Id
    private long id;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinTable(name = "shelf_books")
    @OrderColumn(name = "position")
    private List<Book> books = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL)
    @JoinTable(name = "shelf_coded")
    @MapKeyColumn(name = "code")
    private Map<String, Book> coded = new HashMap<>();

    @OneToMany(cascade = CascadeType.ALL)
    @JoinTable(name = "shelf_lent")
    private Set<Book> lent = new HashSet<>();

    @ElementCollection
    @OrderColumn(name = "position")
    @Column(name = "note")
    private List<String> notes = new ArrayList<>();

    @ElementCollection
    @MapKeyColumn(name = "language")
    @Column(name = "label")
    private Map<String, String> labels = new HashMap<>();

    @ElementCollection
    @Column(name = "tag")
    private Set<String> tags = new HashSet<>();

    protected Shelf() {}

    /** One with books whose ids begin with that of the shelf. */
    public Shelf(long id) {
        this.id = id;
        books.add(new Book(10 * id));
        books.add(new Book(10 * id + 1));
        coded.put("a", new Book(10 * id + 2));
        lent.add(new Book(10 * id + 3));
        notes.add("dusty");
        labels.put("en", "Poems");
        tags.add("old");
    }

    public List<Book> getBooks() {
        return books;
    }

    public Map<String, Book> getCoded() {
        return coded;
    }

    public Set<Book> getLent() {
        return lent;
    }

    public List<String> getNotes() {
        return notes;
    }

    public Map<String, String> getLabels() {
        return labels;
    }

    public Set<String> getTags() {
        return tags;
    }
}
