package dev.ormtracing.it.testkit.example;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Writes posts. */
@Entity
@Table(name = "users")
public class User {

    @Id
    int id;

    @OneToMany(mappedBy = "user")
    List<Post> posts = new ArrayList<>();
}
