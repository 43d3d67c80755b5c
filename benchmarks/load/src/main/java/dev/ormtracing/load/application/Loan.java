package dev.ormtracing.load.application;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Loan {

    // Made without the database: every insert is one statement.
    @Id
    @GeneratedValue
    private @Nullable UUID id;

    private long book;

    private Instant since = Instant.EPOCH;

    Loan() {}

    Loan(long book, Instant since) {
        this.book = book;
        this.since = since;
    }
}
