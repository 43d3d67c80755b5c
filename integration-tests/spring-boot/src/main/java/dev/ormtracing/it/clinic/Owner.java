package dev.ormtracing.it.clinic;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ids are fetched one by one, so that each test sees the same statements whatever ran before it. */
@Entity
@Table(name = "owners")
public class Owner {

    @Id
    @GeneratedValue(generator = "owners_seq")
    @SequenceGenerator(name = "owners_seq", allocationSize = 1)
    private @Nullable Long id;

    @Column(unique = true)
    private String name = "";

    private String city = "";

    @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
    @OrderBy("name")
    private List<Pet> pets = new ArrayList<>();

    protected Owner() {}

    public Owner(String name, String city) {
        this.name = name;
        this.city = city;
    }

    public Owner with(String petName) {
        pets.add(new Pet(petName, this));
        return this;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getCity() {
        return city;
    }

    public List<Pet> getPets() {
        return pets;
    }
}
