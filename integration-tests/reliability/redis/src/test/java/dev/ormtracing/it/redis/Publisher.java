package dev.ormtracing.it.redis;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "publishers")
@NaturalIdCache(region = "names")
class Publisher {

    @Id
    @Nullable
    Long id;

    @NaturalId
    String name = "";

    static Publisher of(long id, String name) {
        Publisher publisher = new Publisher();
        publisher.id = id;
        publisher.name = name;
        return publisher;
    }
}
