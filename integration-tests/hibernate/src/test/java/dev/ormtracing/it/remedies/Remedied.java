package dev.ormtracing.it.remedies;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An N+1, what is told of it, and each of the remedies. */
final class Remedied {

    /**
     * One of the remedies.
     *
     * @param words what it is called
     * @param mapping what it makes of the source of the entities
     * @param work what it makes of the work, or null
     * @param settings those of Hibernate that it needs
     */
    record Cure(
            String words,
            UnaryOperator<String> mapping,
            @Nullable Consumer<Mapping> work,
            String... settings) {}

    final String name;
    final String source;
    final List<Cure> cures = new ArrayList<>();
    String event = "orm.n_plus_one";
    boolean enhanced;
    Consumer<Mapping> given = mapping -> {};
    Consumer<Mapping> work = mapping -> {};
    String subject = "";
    String remedy = "";

    private Remedied(String name, String source) {
        this.name = name;
        this.source = source;
    }

    static Remedied of(String name, String source) {
        return new Remedied(name, source);
    }

    /** What is written. */
    Remedied ofWrites() {
        event = "orm.unbatched_writes";
        return this;
    }

    Remedied enhanced() {
        enhanced = true;
        return this;
    }

    Remedied given(Consumer<Mapping> data) {
        given = data;
        return this;
    }

    Remedied when(Consumer<Mapping> done) {
        work = done;
        return this;
    }

    Remedied tells(String what, String remedies) {
        subject = what;
        remedy = remedies;
        return this;
    }

    /** A change of the mapping. */
    Remedied mapped(String words, String replaced, String by) {
        return mapped(words, replaced, by, null);
    }

    /** A change of the mapping with other work. */
    Remedied mapped(String words, String replaced, String by, @Nullable Consumer<Mapping> done, String... settings) {
        if (!source.contains(replaced)) {
            throw new IllegalArgumentException(name + ": " + replaced);
        }
        cures.add(new Cure(words, text -> text.replace(replaced, by), done, settings));
        return this;
    }

    /** Other work. */
    Remedied done(String words, Consumer<Mapping> done, String... settings) {
        cures.add(new Cure(words, UnaryOperator.identity(), done, settings));
        return this;
    }

    /** Settings of Hibernate. */
    Remedied set(String words, String... settings) {
        cures.add(new Cure(words, UnaryOperator.identity(), null, settings));
        return this;
    }

    @Override
    public String toString() {
        return name;
    }
}
