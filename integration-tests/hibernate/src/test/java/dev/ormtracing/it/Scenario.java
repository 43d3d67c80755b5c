package dev.ormtracing.it;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.TracedUnit;

/**
 * Something that an application does, and the tree it leaves.
 *
 * @param inFallback the tree without session subclasses, or the same text when there is no difference
 */
public record Scenario(String name, Work work, String tree, String inFallback) {

    public interface Work {

        void run(TracedUnit unit, Blog blog) throws Exception;
    }

    static Scenario of(String name, Work work, String tree) {
        return new Scenario(name, work, tree, tree);
    }

    Scenario butInFallback(String otherTree) {
        return new Scenario(name, work, tree, otherTree);
    }

    @Override
    public String toString() {
        return name;
    }
}
