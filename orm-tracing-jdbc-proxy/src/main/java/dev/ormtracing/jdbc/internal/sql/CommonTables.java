package dev.ormtracing.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;

/** The common table expressions that can be read at one place of a statement. */
final class CommonTables {

    private static final int MAX = 64;

    private List<String> names = List.of();
    private long visible;

    int size() {
        return names.size();
    }

    /** @param recursive whether it can be read in its own body */
    void declare(String name, boolean recursive) {
        if (names.size() < MAX) {
            names = names.isEmpty() ? new ArrayList<>() : names;
            names.add(name);
            visible &= ~(1L << names.size() - 1);
            if (recursive) {
                show(names.size() - 1);
            }
        }
    }

    void show(int index) {
        if (index >= 0) {
            visible |= 1L << index;
        }
    }

    /** Forgets those that were declared in parentheses which are closed now. */
    void truncate(int size) {
        while (names.size() > size) {
            names.remove(names.size() - 1);
        }
    }

    boolean contains(String name) {
        for (int i = names.size() - 1; i >= 0; i--) {
            if ((visible & 1L << i) != 0 && names.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
