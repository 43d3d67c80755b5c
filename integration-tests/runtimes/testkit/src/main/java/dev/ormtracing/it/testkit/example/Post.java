package dev.ormtracing.it.testkit.example;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Has a user. */
@Entity
@Table(name = "posts")
public class Post {

    @Id
    int id;

    @ManyToOne
    @Nullable
    User user;
}
