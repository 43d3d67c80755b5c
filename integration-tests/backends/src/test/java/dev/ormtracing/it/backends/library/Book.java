package dev.ormtracing.it.backends.library;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

@Entity
public class Book {

    @Id
    private long id;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Author author;

    protected Book() {
        this(0, "", null);
    }

    Book(long id, String title, @Nullable Author author) {
        this.id = id;
        this.title = title;
        this.author = author;
    }
}
