package dev.ormtracing.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** An element of a lazy collection. */
@Entity(name = "Book")
public class Book {

    @Id
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Author author;

    protected Book() {}

    Book(long id, Author author) {
        this.id = id;
        this.author = author;
    }

    public long getId() {
        return id;
    }

    public Author getAuthor() {
        return author;
    }
}
