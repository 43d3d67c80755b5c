package dev.ormtracing.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row. */
@Entity(name = "Item")
public class Item {

    @Id
    private long id;

    private String name;

    protected Item() {}

    Item(long id) {
        this.id = id;
        this.name = "name";
    }

    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
