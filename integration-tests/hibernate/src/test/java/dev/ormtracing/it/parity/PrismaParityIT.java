package dev.ormtracing.it.parity;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Hibernate8;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One row for each of Prisma's cases that has a counterpart in JPA, under Prisma's names.
 *
 * <p>Everywhere here and nowhere in Prisma: {@code connect} where a connection is waited for (Prisma shows the start of
 * its client), {@code hydrate} where rows become entities, {@code flush} around what a flush writes, and the status ERROR.
 * A row that differs in more says why, and a reason that no longer holds fails the test.
 */
@EveryDatabase(spanNamePrefix = "prisma:client:", settings = "hibernate.jdbc.batch_size=20")
class PrismaParityIT {

    private static final PrismaTrees PRISMA = PrismaTrees.read();

    private final TracedUnit unit;

    PrismaParityIT(TracedUnit unit) {
        this.unit = unit;
    }

    static Stream<PrismaCase> cases() {
        return Stream.of(ReadCases.all(), WriteCases.all(), TransactionCases.all(), OtherCases.all())
                .flatMap(rows -> rows.stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tree_isTheExpectedOne(PrismaCase row) throws Exception {
        Blog blog = unit.givenFrom(Blog::persistIn);

        row.work().run(unit, blog);

        assertThatTraces(unit.traces())
                .inFormat(TreeFormat.standard().withFullNames())
                .matchesTree(Hibernate8.tree(row.tree()));
        assertThat(PRISMA.isSameShape(row.name(), unit.traces().trees()))
                .as("has Prisma's spans, nested as Prisma's; the row says: %s", row.difference())
                .isEqualTo(row.difference() == null);
    }

    @Test
    void table_hasARowForMostCases() {
        assertThat(cases().map(PrismaCase::name).distinct()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(cases()).allMatch(row -> PRISMA.has(row.name()), "is a case of Prisma's");
    }
}
