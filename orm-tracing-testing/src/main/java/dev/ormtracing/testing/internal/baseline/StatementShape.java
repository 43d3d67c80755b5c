package dev.ormtracing.testing.internal.baseline;

import java.util.ArrayList;
import java.util.List;

/** How wide and how bounded a statement is: what matters of its text, in any dialect. */
public record StatementShape(int columns, int joins, boolean isFiltered, boolean isLimited) {

    /** The shape of what is not a select. */
    public static final StatementShape NONE = new StatementShape(0, 0, false, false);

    boolean isWiderThan(StatementShape other) {
        return columns > other.columns
                || joins > other.joins
                || other.isFiltered && !isFiltered
                || other.isLimited && !isLimited;
    }

    static StatementShape parse(String text) {
        int columns = 0;
        int joins = 0;
        boolean filtered = false;
        boolean limited = false;
        for (String word : text.split(", ", -1)) {
            if (word.equals("where")) {
                filtered = true;
            } else if (word.equals("limit")) {
                limited = true;
            } else if (word.matches("\\d+ columns?")) {
                columns = Integer.parseInt(word.split(" ", -1)[0]);
            } else if (word.matches("\\d+ joins?")) {
                joins = Integer.parseInt(word.split(" ", -1)[0]);
            } else {
                throw new IllegalArgumentException("nothing known of a statement is \"" + word + "\"");
            }
        }
        return new StatementShape(columns, joins, filtered, limited);
    }

    /** The end of its line: {@code  (5 columns, 1 join, where, limit)}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (columns > 0) {
            words.add(Words.count(columns, "column"));
        }
        if (joins > 0) {
            words.add(Words.count(joins, "join"));
        }
        if (isFiltered) {
            words.add("where");
        }
        if (isLimited) {
            words.add("limit");
        }
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }
}
