package dev.ormtracing.it.backends.library;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Author {

    @Id
    private long id;

    @Column(unique = true)
    private String name;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
    private List<Book> books = new ArrayList<>();

    protected Author() {
        this(0, "");
    }

    Author(long id, String name) {
        this.id = id;
        this.name = name;
    }

    void write(long bookId, String title) {
        books.add(new Book(bookId, title, this));
    }

    List<Book> books() {
        return books;
    }
}
