package dev.ormtracing.it.parity;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.TracedUnit;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param name Prisma's case, as in {@code prisma-7.txt}
 * @param work the same work with JPA or Hibernate
 * @param difference why the tree is another one than Prisma's, beyond what every row has; null when it is the same
 * @param tree the expected tree
 */
record PrismaCase(String name, Work work, @Nullable String difference, String tree) {

    interface Work {

        void run(TracedUnit unit, Blog blog) throws Exception;
    }

    static PrismaCase row(String name, Work work, String tree) {
        return new PrismaCase(name, work, null, tree);
    }

    PrismaCase differsBecause(String reason) {
        return new PrismaCase(name, work, reason, tree);
    }

    @Override
    public String toString() {
        return name;
    }
}
