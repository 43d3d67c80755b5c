package dev.ormtracing.it.enhanced;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "desks")
class Desk {

    @Id
    private Long id = 0L;

    private @Nullable String place;

    @OneToOne(fetch = FetchType.LAZY)
    private @Nullable Owner owner;

    protected Desk() {}

    Desk(Long id, Owner owner) {
        this.id = id;
        this.place = "place";
        this.owner = owner;
    }

    @Nullable
    String getPlace() {
        return place;
    }

    @Nullable
    Owner getOwner() {
        return owner;
    }
}
