package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

/** {@code enable_lazy_load_no_trans}: each load has a session of its own, from Hibernate 7.4 on a stateless one. */
@EveryDatabase(settings = "hibernate.enable_lazy_load_no_trans=true")
class LazyOutsideTransactionIT {

    private static final TreeFormat LAZY =
            TreeFormat.standard().withAttributes("orm.lazy", "orm.entity", "orm.role", "orm.load");

    private final TracedUnit unit;

    LazyOutsideTransactionIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void collectionOfAClosedSession_isALazyLoad() {
        Blog blog = unit.givenFrom(Blog::persistIn);
        User user = unit.sessions().fromSession(session -> session.find(User.class, blog.ada()));
        unit.traces().clear();

        Hibernate.initialize(user.getPosts());

        assertThatThrownBy(() -> assertThatTraces(unit.traces()).hasNoLazyLoading())
                .isInstanceOf(AssertionError.class);
        unit.expect(LAZY, """
                transaction
                  start_transaction
                    connect
                  operation User.posts.initialize orm.lazy=true orm.role=User.posts
                    serialize
                    db_query CLIENT select posts orm.entity=Post orm.role=User.posts orm.load=collection
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void proxyOfAClosedSession_isALazyLoad() {
        Blog blog = unit.givenFrom(Blog::persistIn);
        Post post = unit.sessions().fromSession(session -> session.find(Post.class, blog.post()));
        unit.traces().clear();

        Hibernate.initialize(post.getAuthor());

        unit.expect(LAZY, """
                transaction
                  start_transaction
                    connect
                  operation User.initialize orm.lazy=true
                    serialize
                    db_query CLIENT select users orm.entity=User orm.load=proxy
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }
}
