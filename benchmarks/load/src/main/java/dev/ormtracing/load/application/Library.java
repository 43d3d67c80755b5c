package dev.ormtracing.load.application;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Library {

    private final Authors authors;
    private final Books books;
    private final Loans loans;

    Library(Authors authors, Books books, Loans loans) {
        this.authors = authors;
        this.books = books;
        this.loans = loans;
    }

    /** A find and a collection that is loaded when it is read. */
    @Transactional(readOnly = true)
    public Works works(long id) {
        Author author = authors.findById(id).orElseThrow();
        return new Works(author.name(), author.books().stream().map(Book::title).toList());
    }

    /** A query of twenty rows. */
    @Transactional(readOnly = true)
    public List<String> titles(long first) {
        return books.findTop20ByIdGreaterThanEqualOrderById(first).stream()
                .map(Book::title)
                .toList();
    }

    /** An insert. */
    @Transactional
    public void lend(long book) {
        loans.save(new Loan(book, Instant.now()));
    }

    record Works(String author, List<String> titles) {}
}
