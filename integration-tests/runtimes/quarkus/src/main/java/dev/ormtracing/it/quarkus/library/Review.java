package dev.ormtracing.it.quarkus.library;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;

/** An active record of Panache. */
@Entity
public class Review extends PanacheEntity {

    public String text;
    public int stars;
}
