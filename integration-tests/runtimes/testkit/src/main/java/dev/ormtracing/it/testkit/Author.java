package dev.ormtracing.it.testkit;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** Its books are loaded when somebody asks for them. */
@Entity
public class Author {

    @Id
    int id;

    @OneToMany(mappedBy = "author", cascade = CascadeType.PERSIST)
    List<Book> books = new ArrayList<>();

    protected Author() {}

    Author(int id) {
        this.id = id;
        books.add(new Book(id, this));
    }
}
