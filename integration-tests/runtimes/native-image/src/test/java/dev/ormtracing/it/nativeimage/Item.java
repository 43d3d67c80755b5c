package dev.ormtracing.it.nativeimage;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.NamedStoredProcedureQuery;
import org.hibernate.annotations.NaturalId;

@Entity
@NamedStoredProcedureQuery(name = "abs", procedureName = "abs")
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
