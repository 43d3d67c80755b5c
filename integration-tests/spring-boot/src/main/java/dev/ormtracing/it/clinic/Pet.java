package dev.ormtracing.it.clinic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "pets")
public class Pet {

    @Id
    @GeneratedValue(generator = "pets_seq")
    @SequenceGenerator(name = "pets_seq", allocationSize = 1)
    private @Nullable Long id;

    private String name = "";

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Owner owner;

    protected Pet() {}

    Pet(String name, Owner owner) {
        this.name = name;
        this.owner = owner;
    }

    public String getName() {
        return name;
    }

    @JsonIgnore
    public @Nullable Owner getOwner() {
        return owner;
    }
}
