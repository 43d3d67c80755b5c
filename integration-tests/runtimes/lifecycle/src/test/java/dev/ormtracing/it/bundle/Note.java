package dev.ormtracing.it.bundle;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Note {

    @Id
    int id;
}
