package dev.ormtracing.examples.stock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "items")
class Item {

    @Id
    private String sku = "";

    private int quantity;

    protected Item() {}

    int quantity() {
        return quantity;
    }
}
