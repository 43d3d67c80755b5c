package dev.ormtracing.quickstart;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

@Entity
@Table(name = "profiles")
public class Profile {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "profiles")
    @SequenceGenerator(name = "profiles", sequenceName = "profiles_seq", allocationSize = 50)
    private long id;

    private String bio;

    protected Profile() {
        this("");
    }

    public Profile(String bio) {
        this.bio = bio;
    }

    public long getId() {
        return id;
    }

    public String getBio() {
        return bio;
    }

    public void setBio(String bio) {
        this.bio = bio;
    }
}
