package dev.ormtracing.jdbc.internal.parameter;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The value of a parameter as text. Only types whose text is known to say the value are shown, since anybody's
 * {@code toString} may read lazily, throw or never end; of the others the name of the type.
 */
public final class ParameterText {

    private static final String ELLIPSIS = "…";

    /** Whoever sends more elements or digits than this does not look at them in a span. */
    private static final int MAX_ELEMENTS = 32;

    private static final int MAX_NUMBER_BITS = 4_096;
    private static final int MAX_DEPTH = 3;

    /** What can be read only once or is the database's. Of them only the name is known. */
    private static final List<Class<?>> OPAQUE = List.of(
            InputStream.class,
            Reader.class,
            Blob.class,
            NClob.class,
            Clob.class,
            SQLXML.class,
            java.sql.Array.class,
            Struct.class,
            Ref.class,
            RowId.class);

    /** Drivers' own types for what SQL has and Java has not; their text is the value. */
    private static final List<String> DRIVERS = List.of("org.postgresql.", "oracle.sql.", "microsoft.sql.");

    /** Text instead of a value that must not be kept. */
    private record Opaque(String text) {}

    private ParameterText() {}

    /** The value, or what is to be shown instead of one that must not be held on to. */
    public static @Nullable Object keepable(@Nullable Object value) {
        for (Class<?> type : OPAQUE) {
            if (type.isInstance(value)) {
                return new Opaque(type.getSimpleName());
            }
        }
        return value;
    }

    /** What is kept of a stream whose length was given with it. */
    public static @Nullable Object keepable(@Nullable Object stream, long length) {
        return keepable(stream) instanceof Opaque opaque ? new Opaque(opaque.text + "[" + length + "]") : stream;
    }

    /** The whole value, unless it has elements: of them those up to about that many characters. */
    public static String of(@Nullable Object value, int maxLength) {
        return of(value, maxLength, 0);
    }

    /** Not longer than that, and no half of a surrogate pair at its end. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - ELLIPSIS.length();
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    private static String of(@Nullable Object value, int maxLength, int depth) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String
                || value instanceof Character
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof Currency
                || value instanceof Locale
                || value instanceof URL
                || value instanceof URI) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Opaque opaque) {
            return opaque.text;
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        String time = time(value);
        return time == null ? elements(value, maxLength, depth) : time;
    }

    private static String number(Number number) {
        BigInteger digits = number instanceof BigDecimal decimal
                ? decimal.unscaledValue()
                : number instanceof BigInteger integer ? integer : BigInteger.ZERO;
        if (digits.bitLength() > MAX_NUMBER_BITS || !number.getClass().getName().startsWith("java.")) {
            return name(number);
        }
        return number.toString();
    }

    /** A time in ISO 8601, in the time zone that the value itself has. */
    private static @Nullable String time(Object value) {
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toOffsetDateTime().toString();
        }
        if (value instanceof TemporalAccessor || value instanceof TemporalAmount) {
            return value.getClass().getName().startsWith("java.time.") ? value.toString() : name(value);
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate().toString();
        }
        if (value instanceof Time time) {
            return time.toLocalTime().toString();
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime().toString();
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof Calendar calendar) {
            // To read a calendar may compute its fields; that must not happen to the application's.
            Calendar copy = (Calendar) calendar.clone();
            return copy.toInstant()
                    .atZone(copy.getTimeZone().toZoneId())
                    .toOffsetDateTime()
                    .toString();
        }
        return null;
    }

    private static String elements(Object value, int maxLength, int depth) {
        Class<?> type = value.getClass();
        if (type.isArray()) {
            int length = Array.getLength(value);
            return type == byte[].class || depth == MAX_DEPTH
                    ? type.getComponentType().getSimpleName() + "[" + length + "]"
                    : list(new ArrayElements(value, length), maxLength, depth);
        }
        // Only the JDK's: to go through a collection of Hibernate's may load it.
        if (value instanceof Collection<?> collection && type.getName().startsWith("java.util.") && depth < MAX_DEPTH) {
            return list(collection.iterator(), maxLength, depth);
        }
        for (String driver : DRIVERS) {
            if (type.getName().startsWith(driver)) {
                return String.valueOf(value);
            }
        }
        return name(value);
    }

    private static String list(Iterator<?> elements, int maxLength, int depth) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; elements.hasNext(); i++) {
            text.append(i == 0 ? "" : ", ");
            if (i == MAX_ELEMENTS || text.length() > maxLength) {
                text.append(ELLIPSIS);
                break;
            }
            text.append(cut(of(keepable(elements.next()), maxLength, depth + 1), maxLength));
        }
        return text.append(']').toString();
    }

    private static String name(Object value) {
        return value.getClass().getSimpleName();
    }

    private static final class ArrayElements implements Iterator<@Nullable Object> {

        private final Object array;
        private final int length;
        private int next;

        ArrayElements(Object array, int length) {
            this.array = array;
            this.length = length;
        }

        @Override
        public boolean hasNext() {
            return next < length;
        }

        @Override
        public @Nullable Object next() {
            return Array.get(array, next++);
        }
    }
}
