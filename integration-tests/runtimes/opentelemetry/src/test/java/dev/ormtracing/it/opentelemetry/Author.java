package dev.ormtracing.it.opentelemetry;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
class Author {

    @Id
    @GeneratedValue
    Long id;

    String name;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
    List<Book> books = new ArrayList<>();

    Author() {}

    Author(String name, String title) {
        this.name = name;
        this.books.add(new Book(title, this));
    }
}
