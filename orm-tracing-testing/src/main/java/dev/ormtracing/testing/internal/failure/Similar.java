package dev.ormtracing.testing.internal.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody may have meant who asked for a name that is not there. */
public final class Similar {

    private static final int MOST = 3;

    /** Methods of JPA, Hibernate and Spring that one takes for another. */
    private static final List<Set<String>> SYNONYMS = List.of(
            Set.of("list", "getResultList", "findAll", "findBy"),
            Set.of("uniqueResult", "uniqueResultOptional", "getSingleResult", "getSingleResultOrNull", "count"),
            Set.of("stream", "getResultStream", "getResultList"),
            Set.of("find", "get", "load", "byId", "getReference", "findById"),
            Set.of("persist", "save", "insert", "merge"),
            Set.of("remove", "delete"),
            Set.of("initialize", "fetch"));

    private Similar() {}

    /** {@code "; did you mean `Author.getResultList`?"}, or nothing. */
    public static String hint(String wanted, Collection<String> names) {
        String hint = names.stream()
                .distinct()
                .filter(name -> distance(wanted, name) < Integer.MAX_VALUE)
                .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
                .limit(MOST)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" or "));
        return hint.isEmpty() ? "" : "; did you mean " + hint + "?";
    }

    private static int distance(String wanted, String name) {
        if (isSynonym(wanted, name)) {
            return 0;
        }
        int edits = edits(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (edits <= Math.max(2, wanted.length() / 4)) {
            return edits;
        }
        return model(wanted).equals(model(name)) && !model(wanted).isEmpty() ? 1_000 + edits : Integer.MAX_VALUE;
    }

    private static boolean isSynonym(String wanted, String name) {
        return model(wanted).equals(model(name))
                && SYNONYMS.stream().anyMatch(methods -> methods.containsAll(List.of(method(wanted), method(name))));
    }

    private static String model(String name) {
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    private static String method(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] above = Stream.iterate(0, i -> i + 1)
                .limit(b.length() + 1L)
                .mapToInt(i -> i)
                .toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
