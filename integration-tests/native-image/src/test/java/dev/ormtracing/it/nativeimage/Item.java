package dev.ormtracing.it.nativeimage;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.NaturalId;

@Entity
class Item {

    @Id
    @GeneratedValue
    Long id;

    @NaturalId
    String name;

    Item() {}

    Item(String name) {
        this.name = name;
    }
}
