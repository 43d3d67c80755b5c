package dev.ormtracing.hibernate.session;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.NaturalId;

/** The entities of the tests: users with an assigned id and their posts with an id from a sequence. */
public final class Blog {

    private Blog() {}

    @Entity(name = "User")
    @Table(name = "users")
    @NamedQuery(name = "users.byName", query = "from User where name = :name")
    @NamedNativeQuery(name = "users.count", query = "select count(*) from users", resultClass = Long.class)
    public static class User implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        public Long id;

        @NaturalId
        public String email;

        public String name;

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        public List<Post> posts = new ArrayList<>();

        protected User() {}

        public User(long id, String name) {
            this.id = id;
            this.name = name;
            this.email = name + "@example.org";
        }

        public User withPost(String title) {
            Post post = new Post();
            post.title = title;
            post.author = this;
            posts.add(post);
            return this;
        }
    }

    @Entity(name = "Post")
    @Table(name = "posts")
    public static class Post implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "post_ids")
        @SequenceGenerator(name = "post_ids", sequenceName = "post_ids", allocationSize = 1)
        public Long id;

        public String title;

        @ManyToOne(fetch = FetchType.LAZY)
        public User author;
    }
}
