package dev.ormtracing.examples.quickstart.blog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A tag; the application assigns its id, so that it can be upserted. */
@Entity
@Table(name = "tags")
public class Tag {

    @Id
    private long id;

    @Column(nullable = false)
    private String name;

    protected Tag() {
        this(0, "");
    }

    public Tag(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
