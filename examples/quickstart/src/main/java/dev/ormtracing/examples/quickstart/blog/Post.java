package dev.ormtracing.examples.quickstart.blog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "posts")
public class Post {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "posts")
    @SequenceGenerator(name = "posts", sequenceName = "posts_seq", initialValue = 1000, allocationSize = 20)
    private @Nullable Long id;

    @Column(nullable = false)
    private String title;

    private boolean published;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable User author;

    @ManyToMany
    @JoinTable(
            name = "post_tags",
            joinColumns = @JoinColumn(name = "post_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    private Set<Tag> tags = new LinkedHashSet<>();

    protected Post() {
        this(null, "");
    }

    Post(@Nullable User author, String title) {
        this.author = author;
        this.title = title;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public boolean isPublished() {
        return published;
    }

    public void publish() {
        published = true;
    }

    public @Nullable User getAuthor() {
        return author;
    }

    public Set<Tag> getTags() {
        return tags;
    }
}
