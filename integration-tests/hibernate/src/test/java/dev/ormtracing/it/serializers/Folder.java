package dev.ormtracing.it.serializers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Public, with setters and all, as each of the libraries wants it. */
@Entity(name = "Folder")
@XmlRootElement
@JsonIgnoreProperties("hibernateLazyInitializer")
public class Folder {

    @Id
    private long id;

    @OneToMany
    private List<Folder> folders = new ArrayList<>();

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Folder link;

    public Folder() {}

    Folder(long id, @Nullable Folder link, Folder... folders) {
        this.id = id;
        this.link = link;
        this.folders.addAll(List.of(folders));
    }

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public List<Folder> getFolders() {
        return folders;
    }

    public void setFolders(List<Folder> folders) {
        this.folders = folders;
    }

    public @Nullable Folder getLink() {
        return link;
    }

    public void setLink(@Nullable Folder link) {
        this.link = link;
    }
}
