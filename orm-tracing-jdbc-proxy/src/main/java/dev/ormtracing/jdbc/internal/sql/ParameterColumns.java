package dev.ormtracing.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables and columns that the {@code ?} of a statement stand for, as far as it says so plainly. Immutable. */
public final class ParameterColumns {

    private static final Place NOWHERE = new Place(null, null);

    private final List<Place> places;
    private final boolean complete;

    /** The place of a parameter; table and column are null when nothing is known. */
    record Place(@Nullable String table, @Nullable String column) {}

    /** @param complete whether there are no more parameters than these, since the whole text was read */
    ParameterColumns(List<Place> places, boolean complete) {
        this.places = List.copyOf(places);
        this.complete = complete;
    }

    static ParameterColumns of(String sql, int length, SqlDialect dialect) {
        List<Place> places = new ArrayList<>();
        for (ParameterColumnScan.@Nullable Found found :
                ParameterColumnScan.scan(new SqlTokens(sql, length, dialect))) {
            places.add(found == null ? NOWHERE : found.place());
        }
        return new ParameterColumns(places, length == sql.length());
    }

    /**
     * Whether this may be believed of a statement with that many parameters. A driver that counts them otherwise reads the
     * text otherwise, and the values would be taken for those of other columns.
     */
    public boolean matches(int parameters) {
        return complete ? parameters == places.size() : parameters >= places.size();
    }

    public @Nullable String table(int index) {
        return at(index).table();
    }

    public @Nullable String column(int index) {
        return at(index).column();
    }

    private Place at(int index) {
        return index < places.size() ? places.get(index) : NOWHERE;
    }
}
