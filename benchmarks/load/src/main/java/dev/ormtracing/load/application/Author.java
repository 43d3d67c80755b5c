package dev.ormtracing.load.application;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
class Author {

    @Id
    private long id;

    private String name = "";

    @OneToMany(mappedBy = "author")
    private List<Book> books = new ArrayList<>();

    String name() {
        return name;
    }

    List<Book> books() {
        return books;
    }
}
