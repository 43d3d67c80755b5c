package dev.ormtracing.load.application;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

@Entity
class Book {

    @Id
    private long id;

    private String title = "";

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Author author;

    String title() {
        return title;
    }
}
