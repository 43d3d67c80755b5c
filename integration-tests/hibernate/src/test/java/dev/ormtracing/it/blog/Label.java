package dev.ormtracing.it.blog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Has an id of the application's making, so it can be upserted. */
@Entity
@Table(name = "labels")
public class Label {

    @Id
    @Column(name = "name")
    private String name;

    private String text;

    protected Label() {
        this("", "");
    }

    public Label(String name, String text) {
        this.name = name;
        this.text = text;
    }

    public String getName() {
        return name;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
