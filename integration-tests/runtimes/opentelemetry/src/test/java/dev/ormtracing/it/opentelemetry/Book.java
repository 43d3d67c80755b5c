package dev.ormtracing.it.opentelemetry;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
class Book {

    @Id
    @GeneratedValue
    Long id;

    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Author author;

    Book() {}

    Book(String title, Author author) {
        this.title = title;
        this.author = author;
    }
}
