package dev.ormtracing.jdbc.internal.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that one SELECT, INSERT, UPDATE, DELETE or MERGE names, and those of the statement around it. */
final class TableScope {

    /** Deeper nesting is nobody's SQL, and would cost the square of it. */
    private static final int MAX_DEPTH = 32;

    /** Stands for a subquery or a function. */
    private static final String NO_TABLE = "";

    private final @Nullable TableScope outer;
    private final Map<String, String> byAlias = new HashMap<>(4);
    private @Nullable String target;
    private int tables;
    private String last = NO_TABLE;

    TableScope(@Nullable TableScope outer) {
        this.outer = outer;
    }

    /** @param table null for what is not a table of the database */
    void add(@Nullable String table, String alias) {
        last = table == null ? NO_TABLE : table;
        byAlias.put(folded(alias), last);
        tables++;
    }

    /** What was named without an alias and is not asked for by name. */
    void addUnnamed() {
        last = NO_TABLE;
        tables++;
    }

    /** The table named last is what SET and the columns of an INSERT belong to, if it is the only one so far. */
    void fixTarget() {
        if (tables == 1 && !last.equals(NO_TABLE)) {
            target = last;
        }
    }

    @Nullable
    String target() {
        return target;
    }

    /** The table of a column that stands without one: known when there is only one table. */
    @Nullable
    String onlyTable() {
        return tables == 1 && !last.equals(NO_TABLE) ? last : null;
    }

    @Nullable
    String tableOf(String qualifier) {
        String alias = folded(qualifier);
        TableScope scope = this;
        for (int depth = 0; scope != null && depth < MAX_DEPTH; depth++, scope = scope.outer) {
            String table = scope.byAlias.get(alias);
            if (table != null) {
                return table.equals(NO_TABLE) ? null : table;
            }
        }
        return null;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
