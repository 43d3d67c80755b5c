package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.AttributeKey;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What is asked of a collection without loading it. */
@EveryDatabase
class CollectionSizeIT {

    private static final TreeFormat LAZY =
            TreeFormat.standard().withAttributes("orm.lazy", "orm.entity", "orm.role", "orm.load");

    private final TracedUnit unit;

    CollectionSizeIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void size_isNamedByTheCollection() {
        Blog blog = unit.givenFrom(Blog::persistIn);

        unit.transaction(session ->
                assertThat(Hibernate.size(user(session, blog).getPosts())).isEqualTo(2));

        unit.expect(LAZY, """
                transaction
                  start_transaction
                    connect
                  operation User.find
                    ...
                  operation User.posts.size orm.lazy=true orm.role=User.posts
                    serialize
                    db_query CLIENT select posts orm.entity=Post orm.role=User.posts orm.load=collection
                  commit_transaction
                    ...
                """);
    }

    @Test
    void sizeWithoutATransaction_isOneOperationWithItsConnect() {
        Blog blog = unit.givenFrom(Blog::persistIn);

        unit.session(session -> Hibernate.size(user(session, blog).getPosts()));

        assertThatThrownBy(() -> assertThatTraces(unit.traces()).hasNoLazyLoading())
                .isInstanceOf(AssertionError.class);
        unit.expect(LAZY, """
                operation User.find
                  ...
                operation User.posts.size orm.lazy=true orm.role=User.posts
                  serialize
                  connect
                  db_query CLIENT select posts orm.entity=Post orm.role=User.posts orm.load=collection
                """);
    }

    @Test
    void contains_isNamedByTheCollection() {
        Blog blog = unit.givenFrom(Blog::persistIn);

        unit.session(session ->
                Hibernate.contains(user(session, blog).getPosts(), session.getReference(Post.class, blog.post())));

        unit.expect(LAZY, """
                operation User.find
                  ...
                operation User.posts.contains orm.lazy=true orm.role=User.posts
                  serialize
                  connect
                  db_query CLIENT select posts orm.entity=Post orm.role=User.posts orm.load=collection
                """);
    }

    @Test
    void sizeAgainAndAgain_isToldOnTheTransaction() {
        unit.given(session -> {
            for (int i = 0; i < 6; i++) {
                session.persist(new User("user" + i + "@example.org", "User"));
            }
        });

        unit.transaction(session -> session.createSelectionQuery("from User", User.class)
                .getResultList()
                .forEach(user -> Hibernate.size(user.getPosts())));

        assertThat(unit.traces().trees().get(0).attribute(AttributeKey.stringArrayKey("orm.n_plus_one")))
                .containsExactly("User.posts");
    }

    private static User user(Session session, Blog blog) {
        return session.find(User.class, blog.ada());
    }
}
