package dev.ormtracing.it.partial;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "books")
public class Book {

    @Id
    private long id;

    protected Book() {}

    public Book(long id) {
        this.id = id;
    }

    public long getId() {
        return id;
    }
}
