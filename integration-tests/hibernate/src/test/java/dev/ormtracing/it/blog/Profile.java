package dev.ormtracing.it.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "profiles")
public class Profile implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "profiles")
    @SequenceGenerator(name = "profiles", sequenceName = "profiles_seq", allocationSize = 100_000)
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

    public void setBio(String bio) {
        this.bio = bio;
    }
}
