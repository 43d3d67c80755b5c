package dev.ormtracing.it.quarkus.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** In a persistence unit and a database of its own. */
@Entity
public class Entry {

    @Id
    @GeneratedValue
    private Long id;

    private String text;

    protected Entry() {}

    public Entry(String text) {
        this.text = text;
    }

    public Long getId() {
        return id;
    }

    public String getText() {
        return text;
    }
}
