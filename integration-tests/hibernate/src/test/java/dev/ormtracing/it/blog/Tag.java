package dev.ormtracing.it.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.io.Serial;
import java.io.Serializable;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tags")
public class Tag implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tags")
    @SequenceGenerator(name = "tags", sequenceName = "tags_seq", allocationSize = 100_000)
    private @Nullable Long id;

    @NaturalId
    private String name;

    protected Tag() {
        this("");
    }

    public Tag(String name) {
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    /** Sets of tags are written in the same order each time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tag tag && getName().equals(tag.getName());
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }
}
