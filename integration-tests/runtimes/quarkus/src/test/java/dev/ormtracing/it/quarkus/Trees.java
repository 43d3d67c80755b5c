package dev.ormtracing.it.quarkus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the expected trees of the scenarios are. */
final class Trees {

    static final Path PLAIN = Path.of("src/test/resources/trees/plain");
    static final Path QUARKUS = Path.of("src/test/resources/trees/quarkus");

    private Trees() {}

    /** The spans of the scenario's tree, wherever they are in it. */
    static List<String> spans(Path trees, Scenario scenario) throws IOException {
        return Files.readAllLines(trees.resolve(scenario.file())).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
