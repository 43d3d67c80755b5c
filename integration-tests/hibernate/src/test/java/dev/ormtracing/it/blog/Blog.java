package dev.ormtracing.it.blog;

import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * A small blog: Ada has a profile and two posts, the first with a tag; Bob has one post; Eve has none.
 *
 * @param post Ada's first post
 */
public record Blog(Long ada, Long bob, Long eve, Long post, Long tag) {

    public static Blog persistIn(Session session) {
        User ada = new User("ada@example.org", "Ada");
        ada.setProfile(new Profile("Counts."));
        Post post = ada.write("First");
        Tag tag = new Tag("news");
        post.getTags().add(tag);
        ada.write("Second");
        User bob = new User("bob@example.org", "Bob");
        bob.write("Third");
        User eve = new User("eve@example.org", "Eve");
        List.of(ada, bob, eve).forEach(session::persist);
        return new Blog(id(ada.getId()), id(bob.getId()), id(eve.getId()), id(post.getId()), id(tag.getId()));
    }

    private static Long id(@Nullable Long id) {
        if (id == null) {
            throw new IllegalStateException("not persisted");
        }
        return id;
    }
}
