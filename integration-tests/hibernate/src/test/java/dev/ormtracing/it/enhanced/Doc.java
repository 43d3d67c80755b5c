package dev.ormtracing.it.enhanced;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.LazyGroup;
import org.jspecify.annotations.Nullable;

/** A document whose body and summary are read together, and whose scan is read alone. */
@Entity
@Table(name = "docs")
class Doc {

    @Id
    private Long id = 0L;

    private @Nullable String title;

    @Basic(fetch = FetchType.LAZY)
    private @Nullable String body;

    @Basic(fetch = FetchType.LAZY)
    private @Nullable String summary;

    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("scan")
    private @Nullable String scan;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Owner owner;

    protected Doc() {}

    Doc(Long id, Owner owner) {
        this.id = id;
        this.title = "title";
        this.body = "body";
        this.summary = "summary";
        this.scan = "scan";
        this.owner = owner;
    }

    @Nullable
    String getTitle() {
        return title;
    }

    @Nullable
    String getBody() {
        return body;
    }

    void setBody(String body) {
        this.body = body;
    }

    @Nullable
    String getSummary() {
        return summary;
    }

    @Nullable
    String getScan() {
        return scan;
    }

    @Nullable
    Owner getOwner() {
        return owner;
    }
}
