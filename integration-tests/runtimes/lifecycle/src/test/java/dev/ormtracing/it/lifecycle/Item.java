package dev.ormtracing.it.lifecycle;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

@Entity
class Item {

    @Id
    private int id;

    private String name = "";

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Item box;

    protected Item() {}

    Item(int id, String name, @Nullable Item box) {
        this.id = id;
        this.name = name;
        this.box = box;
    }

    String name() {
        return name;
    }

    Item in() {
        return box == null ? this : box;
    }
}
