package dev.ormtracing.hibernate.fallback;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;

/** The entities of the tests: users with an assigned id and their posts with an id from a sequence. */
final class Blog {

    private Blog() {}

    static Class<?>[] entities() {
        return new Class<?>[] {User.class, Post.class};
    }

    @Entity(name = "User")
    @Table(name = "users")
    static class User {
        @Id
        Long id;

        @Version
        int version;

        String name;

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        List<Post> posts = new ArrayList<>();

        User() {}

        User(long id, String name) {
            this.id = id;
            this.name = name;
        }

        User withPost(String title) {
            Post post = new Post();
            post.title = title;
            post.author = this;
            posts.add(post);
            return this;
        }
    }

    @Entity(name = "Post")
    @Table(name = "posts")
    static class Post {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "post_ids")
        @SequenceGenerator(name = "post_ids", sequenceName = "post_ids", allocationSize = 1)
        Long id;

        String title;

        @ManyToOne(fetch = FetchType.LAZY)
        User author;

        String title() {
            return title;
        }
    }
}
