package dev.ormtracing.it.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/testing.md. */
public final class TestingPage {

    private TestingPage() {}

    /** Whether the page has what a source says from there on, as an example of its own. */
    public static boolean hasExampleFrom(String start, Path source) {
        String text = read(source);
        return read(root().resolve("docs/testing.md"))
                .contains("\n" + text.substring(text.indexOf(start)).strip() + "\n```");
    }

    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/testing.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
