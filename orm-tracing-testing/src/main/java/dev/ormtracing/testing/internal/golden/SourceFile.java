package dev.ormtracing.testing.internal.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A source as the running tests were compiled from it, and what has been rewritten since. The lines of a stack trace are
 * those of the source before, so all changes are made to that.
 */
final class SourceFile {

    private final Path path;
    private final String compiled;
    private final JavaSource source;
    private final Map<Integer, TextBlock> blocks = new TreeMap<>();
    private final Map<Integer, String> trees = new TreeMap<>();
    private final Set<Integer> kept = new HashSet<>();
    private String written;

    private SourceFile(Path path, String compiled) {
        this.path = path;
        this.compiled = compiled;
        source = JavaSource.parse(compiled);
        written = compiled;
    }

    static SourceFile read(Path path) throws IOException {
        return new SourceFile(path, Files.readString(path));
    }

    /** The text blocks of the statement at a line that say what is expected. */
    List<TextBlock> blocksAt(int line, String expected) {
        return source.blocksOfStatementAt(line).stream()
                .filter(block -> block.value().equals(expected))
                .toList();
    }

    Rewriting rewrite(TextBlock block, String tree) throws IOException {
        String before = trees.get(block.start());
        if (before != null) {
            return before.equals(tree) ? Rewriting.DONE : severalTraces(block);
        }
        if (kept.contains(block.start())) {
            return severalTraces(block);
        }
        if (!Files.readString(path).equals(written)) {
            return Rewriting.refused("Not rewritten: " + path + " has changed since the tests began; run them again.");
        }
        blocks.put(block.start(), block);
        trees.put(block.start(), tree);
        written = changed();
        Files.writeString(path, written);
        System.err.println("Rewritten: " + path + ":" + block.line());
        return Rewriting.DONE;
    }

    /** These are right for some traces. */
    Rewriting keep(List<TextBlock> right) {
        right.forEach(block -> kept.add(block.start()));
        return right.stream()
                .filter(block -> trees.containsKey(block.start()))
                .findFirst()
                .map(this::severalTraces)
                .orElse(Rewriting.DONE);
    }

    private Rewriting severalTraces(TextBlock block) {
        return Rewriting.refused("Not rewritten: the text block at " + path + ":" + block.line()
                + " is compared with several traces, which differ from each other.");
    }

    private String changed() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (TextBlock block : blocks.values()) {
            text.append(compiled, at, block.start()).append(block.with(tree(block)));
            at = block.end();
        }
        return text.append(compiled, at, compiled.length()).toString();
    }

    private String tree(TextBlock block) {
        @Nullable String tree = trees.get(block.start());
        return tree != null ? tree : block.value();
    }
}
