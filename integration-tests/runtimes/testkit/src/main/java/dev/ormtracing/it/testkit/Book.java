package dev.ormtracing.it.testkit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** Has one author. */
@Entity
public class Book {

    @Id
    int id;

    @ManyToOne
    @Nullable
    Author author;

    protected Book() {}

    Book(int id, Author author) {
        this.id = id;
        this.author = author;
    }
}
