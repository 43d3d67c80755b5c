package dev.ormtracing.it.parity;

import dev.ormtracing.testing.SpanTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Prisma's own trees, and how they compare with ours: by the names of the spans and their nesting. */
final class PrismaTrees {

    private static final String OPERATION = "prisma:client:operation";

    /** Every connection that is waited for shows here, the mapping of rows and each flush too. */
    private static final Set<String> OURS_ALONE =
            Set.of("prisma:client:connect", "prisma:client:hydrate", "prisma:client:flush");

    private final Map<String, List<String>> linesByCase = new LinkedHashMap<>();

    private PrismaTrees() {}

    static PrismaTrees read() {
        PrismaTrees trees = new PrismaTrees();
        List<String> lines = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("### ")) {
                lines = new ArrayList<>();
                trees.linesByCase.put(line.substring(4), lines);
            } else if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return trees;
    }

    boolean has(String name) {
        return linesByCase.containsKey(name);
    }

    /** The order of siblings is left out: Prisma compiles after it has serialized, Hibernate before. */
    boolean isSameShape(String name, Collection<SpanTree> ours) {
        return shapeOfLines(linesByCase.getOrDefault(name, List.of()), 0).equals(shapeOfTrees(ours));
    }

    private static List<String> shapeOfTrees(Collection<SpanTree> trees) {
        return trees.stream().flatMap(PrismaTrees::shapeOfTree).sorted().toList();
    }

    private static Stream<String> shapeOfTree(SpanTree tree) {
        List<String> below = shapeOfTrees(tree.children());
        return OURS_ALONE.contains(tree.name()) ? below.stream() : Stream.of(tree.name() + below);
    }

    private static List<String> shapeOfLines(List<String> lines, int depth) {
        List<String> shapes = new ArrayList<>();
        int from = 0;
        while (from < lines.size()) {
            int to = from + 1;
            while (to < lines.size() && depth(lines.get(to)) > depth) {
                to++;
            }
            List<String> below = shapeOfLines(lines.subList(from + 1, to), depth + 1);
            String name = name(lines.get(from));
            if (OURS_ALONE.contains(name)) {
                shapes.addAll(below);
            } else {
                shapes.add(name + below);
            }
            from = to;
        }
        return shapes.stream().sorted().toList();
    }

    private static String name(String line) {
        String stripped = line.strip();
        return stripped.startsWith(OPERATION) ? OPERATION : stripped;
    }

    private static int depth(String line) {
        return (line.length() - line.stripLeading().length()) / 2;
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(PrismaTrees.class.getResourceAsStream("/prisma-7.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
