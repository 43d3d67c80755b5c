package dev.ormtracing.core;

import dev.ormtracing.core.internal.base.BooleanText;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the values of settings. What cannot be read is an {@link IllegalArgumentException} that says what is allowed. */
final class SettingText {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*(ns|us|ms|s|m|h)?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Duration> UNITS = Map.of(
            "ns", Duration.ofNanos(1),
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    private SettingText() {}

    static boolean bool(String text) {
        return BooleanText.parse(text);
    }

    static int positive(String text) {
        return wholeNumber(text, 1);
    }

    static int zeroOrPositive(String text) {
        return wholeNumber(text, 0);
    }

    private static int wholeNumber(String text, int smallest) {
        try {
            int value = Integer.parseInt(text);
            if (value >= smallest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new IllegalArgumentException("it may be a whole number from " + smallest + " to " + Integer.MAX_VALUE);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String name = text.replace('-', '_').toUpperCase(Locale.ROOT);
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("it may be one of " + names(type)));
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** A duration as Spring Boot and ISO-8601 write it; without a unit in milliseconds, as OpenTelemetry's settings. */
    static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (amount.matches()) {
            String unit = amount.group(2) == null ? "ms" : amount.group(2).toLowerCase(Locale.ROOT);
            return Objects.requireNonNull(UNITS.get(unit)).multipliedBy(Long.parseLong(amount.group(1)));
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // Said below, as for those that are negative.
        }
        throw new IllegalArgumentException("it may be a duration such as 100ms, 1s or PT0.1S, not below zero");
    }

    static String[] list(String text) {
        return list(text, ",");
    }

    /** Commas are a part of statements. */
    static String[] statements(String text) {
        return list(text, ";");
    }

    private static String[] list(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toArray(String[]::new);
    }

    static int positive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
        return value;
    }

    static int notNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
        return value;
    }
}
