package dev.ormtracing.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;

/** Has a lazy collection. */
@Entity(name = "Author")
public class Author {

    @Id
    private long id;

    @OneToMany(mappedBy = "author")
    private Set<Book> books = new HashSet<>();

    protected Author() {}

    Author(long id) {
        this.id = id;
    }

    public long getId() {
        return id;
    }

    public Set<Book> getBooks() {
        return books;
    }
}
