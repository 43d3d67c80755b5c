package dev.ormtracing.it.reliability;

import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.Label;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.Ticket;
import dev.ormtracing.it.blog.User;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What a session does with entities. */
final class EntityKinds {

    static final List<Kind> ALL = List.of(
            new Kind("persistUser", 6, EntityKinds::persistUser),
            new Kind("persistOther", 6, EntityKinds::persistOther),
            new Kind(
                    "find", 10, (app, a, b, c) -> identified(app, app.session(a).find(type(b), id(b, c)))),
            new Kind("get", 2, (app, a, b, c) -> identified(app, app.session(a).get(type(b), id(b, c)))),
            new Kind("findLocked", 3, EntityKinds::findLocked),
            new Kind("findGraph", 2, EntityKinds::findGraph),
            new Kind("reference", 4, (app, a, b, c) -> app.hold(app.session(a).getReference(type(b), id(b, c)))),
            new Kind("byNaturalId", 2, EntityKinds::byNaturalId),
            new Kind("byId", 2, EntityKinds::byId),
            new Kind("byIds", 2, EntityKinds::byIds),
            new Kind("touch", 12, (app, a, b, c) -> touch(app.held(Object.class, b), c)),
            new Kind("initialize", 3, EntityKinds::initialize),
            new Kind("change", 14, (app, a, b, c) -> change(app, app.held(Object.class, b), c)),
            new Kind("remove", 5, EntityKinds::remove),
            new Kind("detach", 4, EntityKinds::detach),
            new Kind("evict", 2, EntityKinds::evict),
            new Kind("refresh", 4, EntityKinds::refresh),
            new Kind("merge", 6, EntityKinds::merge),
            new Kind("lock", 4, EntityKinds::lock),
            new Kind("contains", 3, EntityKinds::contains));

    private static final List<Class<?>> TYPES = List.of(
            User.class,
            User.class,
            User.class,
            Post.class,
            Post.class,
            Account.class,
            Account.class,
            Label.class,
            Note.class,
            Profile.class);

    private static final List<LockModeType> LOCKS = List.of(
            LockModeType.OPTIMISTIC,
            LockModeType.OPTIMISTIC_FORCE_INCREMENT,
            LockModeType.PESSIMISTIC_READ,
            LockModeType.PESSIMISTIC_WRITE,
            LockModeType.PESSIMISTIC_FORCE_INCREMENT,
            LockModeType.NONE);

    private EntityKinds() {}

    private static Class<?> type(int number) {
        return TYPES.get(number);
    }

    /** Some are there, some are not. */
    private static Object id(int type, int number) {
        return type(type) == Label.class ? "label" + number : (Object) (long) (number % 5);
    }

    private static @Nullable Object identified(Application app, @Nullable Object entity) {
        return entity == null ? null : List.of(app.indexOf(entity), app.hold(entity));
    }

    private static Object persistUser(Application app, int a, int b, int c) {
        User user = app.hold(new User("user" + b, c == 0 ? null : "name" + c));
        if (c % 2 == 0) {
            user.setProfile(new Profile("bio" + c));
        }
        if (c > 4) {
            user.write("title" + c).getTags().add(new Tag("tag" + b));
        }
        if (c == 9) {
            user.write("x".repeat(300));
        }
        app.session(a).persist(user);
        return user;
    }

    private static Object persistOther(Application app, int a, int b, int c) {
        Session session = app.session(a);
        Object entity = app.hold(
                switch (b % 6) {
                    case 0 -> new Note("note" + c);
                    case 1 -> new Ticket();
                    case 2 -> new Account(c, 10L * c);
                    case 3 -> new Label("label" + c, "text" + c);
                    case 4 -> new Post(app.held(User.class, c), "title" + c);
                    default -> new Profile("bio" + c);
                });
        session.persist(entity);
        return entity;
    }

    private static @Nullable Object findLocked(Application app, int a, int b, int c) {
        return identified(app, app.session(a).find(type(b), id(b, c), LOCKS.get(c % LOCKS.size())));
    }

    private static @Nullable Object findGraph(Application app, int a, int b, int c) {
        Session session = app.session(a);
        String hint = b < 5 ? "jakarta.persistence.fetchgraph" : "jakarta.persistence.loadgraph";
        return identified(
                app, session.find(User.class, (long) (c % 5), Map.of(hint, session.getEntityGraph("User.posts"))));
    }

    private static @Nullable Object byNaturalId(Application app, int a, int b, int c) {
        return app.hold(
                app.session(a).byNaturalId(Tag.class).using("name", "tag" + c).load());
    }

    private static Object byId(Application app, int a, int b, int c) {
        var result = app.session(a).byId(type(b)).loadOptional(id(b, c));
        result.ifPresent(app::hold);
        return result.map(Description::of).orElse("none");
    }

    private static Object byIds(Application app, int a, int b, int c) {
        return app.holdAll(app.session(a).byMultipleIds(User.class).multiLoad(1L, (long) b, (long) c));
    }

    /** What a view does: a lazy load, where something is lazy. */
    private static @Nullable Object touch(@Nullable Object entity, int c) {
        if (entity instanceof User user) {
            Profile profile = user.getProfile();
            return switch (c % 3) {
                case 0 -> user.getPosts().stream().map(Post::getTitle).toList();
                case 1 -> profile == null ? "none" : profile.getBio();
                default -> user.getName();
            };
        }
        if (entity instanceof Post post) {
            User author = post.getAuthor();
            return c % 2 == 0 ? post.getTags() : author == null ? "none" : author.getEmail();
        }
        return entity == null ? null : entity instanceof Account account ? account.getBalance() : entity;
    }

    private static @Nullable Object initialize(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        Hibernate.initialize(entity);
        if (entity instanceof User user) {
            Hibernate.initialize(user.getPosts());
        }
        return entity;
    }

    private static @Nullable Object change(Application app, @Nullable Object entity, int c) {
        if (entity instanceof User user) {
            switch (c % 5) {
                case 0 -> user.setName("new" + c);
                case 1 -> app.hold(user.write("written" + c));
                case 2 -> user.getPosts().clear();
                case 3 -> user.setProfile(c == 3 ? null : new Profile("new" + c));
                default -> user.getPosts().forEach(Post::publish);
            }
        } else if (entity instanceof Post post) {
            switch (c % 4) {
                case 0 -> post.setTitle("new" + c);
                case 1 -> post.getTags().add(app.hold(new Tag("tag" + c)));
                case 2 -> post.getTags().clear();
                default -> post.publish();
            }
        } else if (entity instanceof Account account) {
            account.setBalance(account.getBalance() + c - 4);
        } else if (entity instanceof Profile profile) {
            profile.setBio("new" + c);
        } else if (entity instanceof Label label) {
            label.setText("new" + c);
        }
        return entity;
    }

    private static @Nullable Object remove(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        app.session(a).remove(entity);
        return entity;
    }

    private static @Nullable Object detach(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        app.session(a).detach(entity);
        return entity;
    }

    private static @Nullable Object evict(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        app.session(a).evict(entity);
        return entity;
    }

    private static @Nullable Object refresh(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        if (c < 3) {
            app.session(a).refresh(entity, LOCKS.get(c));
        } else {
            app.session(a).refresh(entity);
        }
        return entity;
    }

    private static @Nullable Object merge(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        Object merged = app.session(a).merge(entity);
        return List.of(merged == entity, app.indexOf(merged), app.hold(merged));
    }

    private static @Nullable Object lock(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        app.session(a).lock(entity, LOCKS.get(c % LOCKS.size()));
        LockMode mode = app.session(a).getCurrentLockMode(entity);
        return List.of(mode, entity);
    }

    private static Object contains(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        Session session = app.session(a);
        return session.contains(entity)
                ? List.of(session.getEntityName(entity), session.getIdentifier(entity), session.isReadOnly(entity))
                : "no";
    }
}
