package dev.ormtracing.it.spring.batch;

import dev.ormtracing.it.clinic.Owner;
import java.util.function.UnaryOperator;

/**
 * A job with one step that makes of the owners in Ghent something else, two at a time.
 *
 * @param threads of the step
 * @param skips how many owners may be left out because they fail
 * @param tries how often an owner is tried
 */
public record BatchJob(
        Reader reader, Writer writer, UnaryOperator<Owner> processor, int threads, int skips, int tries) {

    public static final int CHUNK = 2;

    public static final String QUERY = "select o from Owner o where o.city = 'Ghent' order by o.name";

    public static final String READ = "select name, city from owners where city = 'Ghent' order by name";

    public static final String WRITE = "insert into letters (name) values (:name)";

    /** Where items come from. */
    public enum Reader {
        JPA_PAGING,
        JPA_CURSOR,
        JDBC_CURSOR,
        JDBC_PAGING
    }

    /** Where they go to. */
    public enum Writer {
        JPA,
        REPOSITORY,
        JDBC_BATCH
    }

    public static BatchJob of(Reader reader, Writer writer, UnaryOperator<Owner> processor) {
        return new BatchJob(reader, writer, processor, 1, 0, 1);
    }

    public BatchJob onThreads(int number) {
        return new BatchJob(reader, writer, processor, number, skips, tries);
    }

    public BatchJob tolerating(int skipped, int tried) {
        return new BatchJob(reader, writer, processor, threads, skipped, tried);
    }
}
