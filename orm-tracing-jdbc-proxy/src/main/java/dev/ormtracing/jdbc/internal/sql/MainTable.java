package dev.ormtracing.jdbc.internal.sql;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the conventions before the stable ones call operation and table of a statement: the first word that is one, and
 * the table that it writes, or the only one that it reads. A query of several tables, or with a query inside, has none.
 */
public final class MainTable implements ClauseListener {

    private static final Set<String> OF_DATA = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CALL");
    private static final Set<String> OF_SCHEMA = Set.of("CREATE", "ALTER", "DROP");

    private final SqlTokens tokens;
    private @Nullable String operation;
    private @Nullable String table;

    /** Whether the word that says what is created is still to come. */
    private boolean awaitsObject;

    private boolean several;

    MainTable(SqlTokens tokens) {
        this.tokens = tokens;
        new SqlClauses(tokens, this).run();
    }

    /** {@code SELECT} or {@code CREATE TABLE}, null for what the older conventions do not know. */
    public @Nullable String operation() {
        return operation;
    }

    /** Without its quotes, if it is a single name. */
    public @Nullable String table() {
        return several ? null : table;
    }

    private boolean isQuery() {
        return "SELECT".equals(operation);
    }

    @Override
    public void operation(int word) {
        String text = tokens.text(word).toUpperCase(Locale.ROOT);
        if (awaitsObject) {
            operation = operation + " " + text;
            awaitsObject = false;
        } else if (operation == null) {
            awaitsObject = OF_SCHEMA.contains(text);
            operation = awaitsObject || OF_DATA.contains(text) ? text : null;
        } else if (isQuery()) {
            several = true;
        }
    }

    @Override
    public void table(int first, int last, int alias, int next, boolean cte) {
        if (table == null) {
            table = name(first, last);
        } else if (isQuery()) {
            several = true;
        }
    }

    @Override
    public void derivedTable(boolean hasAlias, int alias) {
        several |= isQuery();
    }

    @Override
    public void object(int first, int last) {
        if (table == null && operation != null && operation.endsWith(" TABLE")) {
            table = name(first, last);
        }
    }

    @Override
    public void procedure(int first, int last, boolean escape) {
        if (table == null && "CALL".equals(operation)) {
            table = name(first, last);
        }
    }

    private String name(int first, int last) {
        if (first == last) {
            return unquoted(tokens.text(first));
        }
        StringBuilder name = new StringBuilder();
        for (int i = first; i <= last; i++) {
            name.append(tokens.text(i));
        }
        return name.toString();
    }

    private static String unquoted(String name) {
        int end = name.length() - 1;
        boolean quoted =
                end > 1 && (name.charAt(0) == '"' || name.charAt(0) == '`') && name.charAt(end) == name.charAt(0);
        return quoted ? name.substring(1, end) : name;
    }
}
