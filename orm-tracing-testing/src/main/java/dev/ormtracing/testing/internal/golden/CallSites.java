package dev.ormtracing.testing.internal.golden;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are made with an expected tree. The text block stands at one of the calls on the stack: the assertion
 * itself, or a method of the tests that passes the text on.
 */
final class CallSites {

    private static final int DEPTH = 64;

    private final SourceFolders folders = new SourceFolders();
    private final Map<Path, SourceFile> files = new HashMap<>();

    /**
     * Writes the tree in place of the expected one.
     *
     * @param tree null if the expected one is right
     */
    synchronized Rewriting rewrite(String expected, @Nullable String tree) {
        List<StackFrame> frames = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(stack -> stack.limit(DEPTH).toList());
        try {
            for (StackFrame frame : frames) {
                Optional<Rewriting> rewriting = rewrite(frame, expected, tree);
                if (rewriting.isPresent()) {
                    return rewriting.get();
                }
            }
        } catch (IOException e) {
            return Rewriting.refused("Not rewritten: the source of the test: " + e);
        }
        if (tree == null) {
            return Rewriting.DONE;
        }
        return Rewriting.refused("Not rewritten: no text block with the expected tree stands at one of the calls that"
                + " have led here. A constant, which other tests may share, and a string literal are left to you;"
                + " sources that are not in src/*/java are found by the system property " + SourceFolders.PROPERTY
                + ".");
    }

    private Optional<Rewriting> rewrite(StackFrame frame, String expected, @Nullable String tree) throws IOException {
        Optional<Path> path = folders.sourceOf(frame);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        SourceFile file = file(path.get());
        List<TextBlock> blocks = file.blocksAt(frame.getLineNumber(), expected);
        if (blocks.size() > 1 && tree != null) {
            return Optional.of(Rewriting.refused("Not rewritten: " + path.get() + ":" + frame.getLineNumber() + " has "
                    + blocks.size() + " text blocks with this tree; which of them was compared is not known."));
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(tree == null ? file.keep(blocks) : file.rewrite(blocks.get(0), tree));
    }

    private SourceFile file(Path path) throws IOException {
        Path key = path.toAbsolutePath().normalize();
        SourceFile file = files.get(key);
        if (file == null) {
            if (!Files.isWritable(key)) {
                throw new IOException(key + " cannot be written");
            }
            file = SourceFile.read(key);
            files.put(key, file);
        }
        return file;
    }
}
