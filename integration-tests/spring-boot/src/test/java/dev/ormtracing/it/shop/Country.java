package dev.ormtracing.it.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Country {

    @Id
    String code = "";

    protected Country() {}

    Country(String code) {
        this.code = code;
    }
}
