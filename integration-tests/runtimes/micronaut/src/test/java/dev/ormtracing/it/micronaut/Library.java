package dev.ormtracing.it.micronaut;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

@Singleton
public class Library {

    private final Books books;

    Library(Books books) {
        this.books = books;
    }

    @Transactional
    public void rename(String from, String to) {
        books.findByTitle(from).forEach(book -> book.setTitle(to));
    }
}
