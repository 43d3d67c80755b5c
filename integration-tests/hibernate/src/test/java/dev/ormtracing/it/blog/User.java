package dev.ormtracing.it.blog;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.NamedStoredProcedureQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.ParameterMode;
import jakarta.persistence.QueryHint;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.StoredProcedureParameter;
import jakarta.persistence.Table;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "users")
@NamedQuery(name = "User.byName", query = "select u from User u where u.name = :name")
@NamedQuery(
        name = "User.withOptions",
        query = "select u from User u where u.name = :name",
        lockMode = LockModeType.PESSIMISTIC_READ,
        hints = {
            @QueryHint(name = "org.hibernate.comment", value = "with options"),
            @QueryHint(name = "org.hibernate.fetchSize", value = "7"),
            @QueryHint(name = "org.hibernate.readOnly", value = "true"),
            @QueryHint(name = "org.hibernate.cacheable", value = "true"),
            @QueryHint(name = "org.hibernate.timeout", value = "3")
        })
@NamedQuery(name = "User.rename.all", query = "update User u set u.name = :name")
@NamedNativeQuery(name = "User.native", query = "select u.* from users u", resultClass = User.class)
@SqlResultSetMapping(name = "User.mapping", entities = @EntityResult(entityClass = User.class))
@NamedEntityGraph(name = "User.posts", attributeNodes = @NamedAttributeNode("posts"))
@NamedStoredProcedureQuery(
        name = "User.rename",
        procedureName = "rename_users",
        parameters = @StoredProcedureParameter(name = "new_name", mode = ParameterMode.IN, type = String.class))
public class User implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "users")
    @SequenceGenerator(name = "users", sequenceName = "users_seq", allocationSize = 100_000)
    private @Nullable Long id;

    @Column(nullable = false, unique = true)
    private String email;

    private @Nullable String name;

    @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL)
    private @Nullable Profile profile;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<Post> posts = new ArrayList<>();

    protected User() {
        this("");
    }

    public User(String email) {
        this(email, null);
    }

    public User(String email, @Nullable String name) {
        this.email = email;
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getEmail() {
        return email;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable Profile getProfile() {
        return profile;
    }

    public void setProfile(@Nullable Profile profile) {
        this.profile = profile;
    }

    public List<Post> getPosts() {
        return posts;
    }

    public Post write(String title) {
        Post post = new Post(this, title);
        posts.add(post);
        return post;
    }
}
