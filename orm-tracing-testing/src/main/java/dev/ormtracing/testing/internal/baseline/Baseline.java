package dev.ormtracing.testing.internal.baseline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What tests do, by their names. */
public record Baseline(SortedMap<String, TestEntry> tests) {

    public static Baseline empty() {
        return new Baseline(new TreeMap<>());
    }

    /** That of a file; empty when there is none. */
    public static Baseline readIfExists(Path file) throws IOException {
        return Files.exists(file) ? read(file) : empty();
    }

    /**
     * @throws IllegalArgumentException with the line that cannot be read
     */
    public static Baseline read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    public static Baseline parse(String text, String origin) {
        return new BaselineParser(origin).parse(text);
    }

    public void put(TestEntry entry) {
        tests.put(entry.name(), entry);
    }

    public Optional<TestEntry> test(String name) {
        return Optional.ofNullable(tests.get(name));
    }

    /** The text that is kept: a block for each test, by their names. */
    @Override
    public String toString() {
        return BaselineFormat.text(this);
    }
}
