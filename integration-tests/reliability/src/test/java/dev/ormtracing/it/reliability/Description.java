package dev.ormtracing.it.reliability;

import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.Label;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.Ticket;
import dev.ormtracing.it.blog.User;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** What an application sees of a result or an exception, as text, and without causing a lazy load. */
final class Description {

    /** Addresses of objects differ from run to run, and so do H2's numbers of rows and Hibernate's of inserts to come. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<=[@(])-?[0-9a-f]{5,}\\b|(?<=/\\* |key:|<delayed:)\\d+(?= \\*/|>)");

    private Description() {}

    static String of(@Nullable Object result) {
        if (result instanceof Collection<?> collection) {
            return Hibernate.isInitialized(collection)
                    ? collection.stream().map(Description::of).collect(Collectors.joining(", ", "[", "]"))
                    : "not loaded";
        }
        if (result instanceof Map<?, ?> map) {
            return of(map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                    .sorted()
                    .toList());
        }
        if (result instanceof Object[] row) {
            return of(Arrays.asList(row));
        }
        if (result instanceof int[] counts) {
            return Arrays.toString(counts);
        }
        var proxy = HibernateProxy.extractLazyInitializer(result);
        if (proxy != null && proxy.isUninitialized()) {
            return "not loaded " + proxy.getEntityName() + "#" + proxy.getInternalIdentifier();
        }
        return entity(Hibernate.unproxy(result));
    }

    private static String entity(@Nullable Object entity) {
        if (entity instanceof User user) {
            return "User#" + user.getId()
                    + of(new Object[] {
                        user.getEmail(), user.getName(), reference(user.getProfile()), references(user.getPosts())
                    });
        }
        if (entity instanceof Post post) {
            return "Post#" + post.getId()
                    + of(new Object[] {
                        post.getTitle(), post.isPublished(), reference(post.getAuthor()), references(post.getTags())
                    });
        }
        if (entity instanceof Account account) {
            return "Account#" + account.getId() + of(new Object[] {account.getBalance(), account.getVersion()});
        }
        if (entity instanceof Profile profile) {
            return "Profile#" + profile.getId() + profile.getBio();
        }
        if (entity instanceof Tag tag) {
            return "Tag#" + tag.getId() + tag.getName();
        }
        if (entity instanceof Note note) {
            return "Note#" + note.getId() + note.getText();
        }
        if (entity instanceof Ticket ticket) {
            return "Ticket#" + ticket.getId();
        }
        if (entity instanceof Label label) {
            return "Label#" + label.getName() + label.getText();
        }
        return entity == null ? "null" : entity.getClass().getSimpleName() + " " + withoutAddresses(entity.toString());
    }

    private static String withoutAddresses(String text) {
        return ADDRESS.matcher(text).replaceAll("…");
    }

    private static String references(Collection<?> entities) {
        return Hibernate.isInitialized(entities)
                ? of(entities.stream().map(Description::reference).toList())
                : "not loaded";
    }

    /** Entities refer to each other in circles. */
    private static String reference(@Nullable Object entity) {
        if (!Hibernate.isInitialized(entity)) {
            return of(entity);
        }
        Object id = entity instanceof Post post
                ? post.getId()
                : entity instanceof User user
                        ? user.getId()
                        : entity instanceof Tag tag ? tag.getId() : entity instanceof Profile p ? p.getId() : null;
        return entity == null ? "null" : Hibernate.getClass(entity).getSimpleName() + "#" + id;
    }

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder("throws");
        for (Throwable link = failure; link != null; link = link.getCause()) {
            text.append(" / ").append(link.getClass().getName()).append(": ");
            text.append(withoutAddresses(String.valueOf(link.getMessage())));
            if (link instanceof SQLException sql) {
                text.append(" ").append(sql.getSQLState()).append(" ").append(sql.getErrorCode());
            }
            for (Throwable suppressed : link.getSuppressed()) {
                text.append(" {suppressed: ").append(of(suppressed)).append("}");
            }
        }
        return text.toString();
    }
}
