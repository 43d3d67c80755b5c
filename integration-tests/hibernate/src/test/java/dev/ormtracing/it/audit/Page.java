package dev.ormtracing.it.audit;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "pages")
@Audited
class Page {

    @Id
    private Long id = 0L;

    private @Nullable String text;

    @ManyToMany(cascade = CascadeType.PERSIST)
    private Set<Topic> topics = new HashSet<>();

    protected Page() {}

    Page(Long id, String text) {
        this.id = id;
        this.text = text;
    }

    void setText(String text) {
        this.text = text;
    }

    Set<Topic> getTopics() {
        return topics;
    }
}
