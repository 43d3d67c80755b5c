package dev.ormtracing.it.authors;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Writes. */
@Entity
class Author {

    @Id
    @GeneratedValue
    @Nullable
    Long id;
}
