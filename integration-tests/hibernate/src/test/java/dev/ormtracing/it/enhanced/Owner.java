package dev.ormtracing.it.enhanced;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has the foreign key of neither its desk nor its docs. */
@Entity
@Table(name = "owners")
class Owner {

    @Id
    private Long id = 0L;

    private @Nullable String name;

    @OneToOne(mappedBy = "owner", fetch = FetchType.LAZY)
    private @Nullable Desk desk;

    @OneToMany(mappedBy = "owner")
    private List<Doc> docs = new ArrayList<>();

    protected Owner() {}

    Owner(Long id) {
        this.id = id;
        this.name = "name";
    }

    @Nullable
    String getName() {
        return name;
    }

    @Nullable
    Desk getDesk() {
        return desk;
    }

    List<Doc> getDocs() {
        return docs;
    }
}
