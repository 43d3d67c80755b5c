package dev.ormtracing.testing.internal.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the tree that there is in place of the expected one, where that is asked for. */
public final class GoldenTrees {

    private static final CallSites CALLS = new CallSites();

    private GoldenTrees() {}

    /** In the text block at the call that has led here. */
    public static Rewriting inSource(String expected, String actual) {
        return switch (UpdateMode.current()) {
            case OFF -> Rewriting.NOT_WANTED;
            case REFUSED -> Rewriting.REFUSED;
            case ON -> CALLS.rewrite(expected, literal(actual));
        };
    }

    /** Notes that the text block at the call is right for these traces, and must not be rewritten for others. */
    public static Rewriting keepInSource(String expected) {
        return UpdateMode.current() == UpdateMode.ON ? CALLS.rewrite(expected, null) : Rewriting.DONE;
    }

    /** In a file, which need not exist. */
    public static Rewriting inFile(Path file, String actual) {
        return switch (UpdateMode.current()) {
            case OFF -> Rewriting.NOT_WANTED;
            case REFUSED -> Rewriting.REFUSED;
            case ON -> write(file, literal(actual));
        };
    }

    /** The text of a file, if there is one. */
    public static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the expected tree of " + file, e);
        }
    }

    private static synchronized Rewriting write(Path file, String tree) {
        Optional<String> before = read(file);
        String separator = before.filter(text -> text.contains("\r\n")).isPresent() ? "\r\n" : "\n";
        String indentation = before.flatMap(GoldenTrees::firstIndentation).orElse("");
        String text = tree.lines().map(line -> indentation + line + separator).collect(Collectors.joining());
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            return Rewriting.refused("Not rewritten: " + file + " cannot be written: " + e);
        }
        System.err.println("Rewritten: " + file);
        return Rewriting.DONE;
    }

    /** That of the root, which is the smallest. */
    private static Optional<String> firstIndentation(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line ->
                        line.substring(0, line.length() - line.stripLeading().length()))
                .findFirst();
    }

    /** A line that begins with a sign of a pattern is taken as it is behind a backslash. */
    private static String literal(String tree) {
        return tree.lines().map(GoldenTrees::literalLine).collect(Collectors.joining("\n"));
    }

    private static String literalLine(String line) {
        String text = line.stripLeading();
        boolean sign = text.startsWith("* ")
                || text.startsWith("+ ")
                || text.startsWith("\\")
                || text.equals("~")
                || text.equals("...");
        return sign ? line.substring(0, line.length() - text.length()) + "\\" + text : line;
    }
}
