package dev.ormtracing.it.scopes;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import java.util.ArrayList;
import java.util.List;

/** Calls all of JPA's callbacks. */
@Entity
@EntityListeners(Thing.Listener.class)
class Thing {

    @Id
    long id;

    String name;

    @OneToMany(cascade = CascadeType.ALL)
    List<Thing> parts = new ArrayList<>();

    Thing() {
        this(0, "");
    }

    Thing(long id, String name) {
        this.id = id;
        this.name = name;
    }

    static final class Listener {

        @PrePersist
        void prePersist(Object entity) {
            Application.reaches("PrePersist");
        }

        @PostPersist
        void postPersist(Object entity) {
            Application.reaches("PostPersist");
        }

        @PreUpdate
        void preUpdate(Object entity) {
            Application.reaches("PreUpdate");
        }

        @PostUpdate
        void postUpdate(Object entity) {
            Application.reaches("PostUpdate");
        }

        @PreRemove
        void preRemove(Object entity) {
            Application.reaches("PreRemove");
        }

        @PostRemove
        void postRemove(Object entity) {
            Application.reaches("PostRemove");
        }

        @PostLoad
        void postLoad(Object entity) {
            Application.reaches("PostLoad");
        }
    }
}
