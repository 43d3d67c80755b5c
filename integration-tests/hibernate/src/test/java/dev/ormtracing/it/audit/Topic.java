package dev.ormtracing.it.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "topics")
@Audited
class Topic {

    @Id
    private Long id = 0L;

    private @Nullable String name;

    protected Topic() {}

    Topic(Long id, String name) {
        this.id = id;
        this.name = name;
    }

    @Nullable
    String getName() {
        return name;
    }
}
