package dev.ormtracing.examples.quickstart.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "profiles")
public class Profile {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "profiles")
    @SequenceGenerator(name = "profiles", sequenceName = "profiles_seq", initialValue = 1000, allocationSize = 1)
    private @Nullable Long id;

    private String bio;

    protected Profile() {
        this("");
    }

    public Profile(String bio) {
        this.bio = bio;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getBio() {
        return bio;
    }
}
