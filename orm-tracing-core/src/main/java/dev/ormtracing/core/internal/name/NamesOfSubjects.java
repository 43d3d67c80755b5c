package dev.ormtracing.core.internal.name;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of one step by what it is about, each built once as long as there are not too many. Thread-safe. */
final class NamesOfSubjects {

    /** An application has fewer operations and statements, unless it generates them. */
    private static final int MOST = 4_096;

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final String step;

    NamesOfSubjects(String step) {
        this.step = step;
    }

    String of(String subject) {
        if (subject.isEmpty()) {
            return step;
        }
        String name = known.get(subject);
        return name == null ? build(subject) : name;
    }

    private String build(String subject) {
        String name = step + " " + subject;
        if (known.size() < MOST) {
            known.put(subject, name);
        }
        return name;
    }
}
