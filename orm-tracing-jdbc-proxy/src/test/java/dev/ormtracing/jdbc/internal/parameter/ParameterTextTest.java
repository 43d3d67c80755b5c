package dev.ormtracing.jdbc.internal.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.RecordingDriver;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterTextTest {

    private static final RecordingDriver DRIVER = new RecordingDriver();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of("it's ü 😀", "it's ü 😀"),
                Arguments.of('x', "x"),
                Arguments.of(true, "true"),
                Arguments.of((byte) 7, "7"),
                Arguments.of(-42, "-42"),
                Arguments.of(1L << 62, "4611686018427387904"),
                Arguments.of(1.5d, "1.5"),
                Arguments.of(new BigDecimal("12.50"), "12.50"),
                Arguments.of(new BigDecimal("1E+1000000000"), "1E+1000000000"),
                Arguments.of(BigInteger.ONE.shiftLeft(1_000_000), "BigInteger"),
                Arguments.of(
                        UUID.fromString("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
                        "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
                Arguments.of(DayOfWeek.MONDAY, "MONDAY"),
                Arguments.of(LocalDate.of(2024, 2, 29), "2024-02-29"),
                Arguments.of(LocalTime.of(8, 5), "08:05"),
                Arguments.of(LocalDateTime.of(2024, 2, 29, 8, 5, 1), "2024-02-29T08:05:01"),
                Arguments.of(Instant.EPOCH, "1970-01-01T00:00:00Z"),
                Arguments.of(OffsetDateTime.parse("2024-02-29T08:05:01+02:00"), "2024-02-29T08:05:01+02:00"),
                Arguments.of(
                        ZonedDateTime.of(2024, 2, 29, 8, 5, 1, 0, ZoneId.of("Europe/Paris")),
                        "2024-02-29T08:05:01+01:00"),
                Arguments.of(Duration.ofMinutes(90), "PT1H30M"),
                Arguments.of(Date.valueOf("2024-02-29"), "2024-02-29"),
                Arguments.of(Time.valueOf("08:05:01"), "08:05:01"),
                Arguments.of(Timestamp.valueOf("2024-02-29 08:05:01.25"), "2024-02-29T08:05:01.250"),
                Arguments.of(new java.util.Date(0), "1970-01-01T00:00:00Z"),
                Arguments.of(calendar(), "1970-01-01T00:00Z"),
                Arguments.of(URI.create("http://a/b"), "http://a/b"),
                Arguments.of(String.class, "java.lang.String"),
                Arguments.of(new byte[3], "byte[3]"),
                Arguments.of(new int[] {1, 2}, "[1, 2]"),
                Arguments.of(new Object[] {"a", null, new byte[2], new long[] {1}}, "[a, null, byte[2], [1]]"),
                Arguments.of(Arrays.asList(1, "b"), "[1, b]"),
                Arguments.of(untouchable(InputStream.class), "InputStream"),
                Arguments.of(untouchable(Reader.class), "Reader"),
                Arguments.of(untouchable(Blob.class), "Blob"),
                Arguments.of(untouchable(Clob.class), "Clob"),
                Arguments.of(untouchable(java.sql.Array.class), "Array"),
                Arguments.of(List.of(untouchable(InputStream.class)), "[InputStream]"),
                Arguments.of(new Secretive(), "Secretive"),
                Arguments.of(new Lazy(), "Lazy"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isRenderedByItsType(Object value, String text) {
        assertThat(ParameterText.of(ParameterText.keepable(value), 256)).isEqualTo(text);
        assertThat(DRIVER.calls).isEmpty();
    }

    @Test
    void streamWithItsLength_showsIt() {
        assertThat(ParameterText.of(ParameterText.keepable(untouchable(InputStream.class), 123), 256))
                .isEqualTo("InputStream[123]");
        assertThat(ParameterText.of(ParameterText.keepable(null, 123), 256)).isEqualTo("null");
    }

    @Test
    void stream_isNotKept() {
        InputStream stream = untouchable(InputStream.class);

        assertThat(ParameterText.keepable(stream)).isNotSameAs(stream);
    }

    @Test
    void cut_endsWithAnEllipsisAndNoHalfCharacter() {
        assertThat(ParameterText.cut("abcd", 4)).isEqualTo("abcd");
        assertThat(ParameterText.cut("abcde", 4)).isEqualTo("abc…");
        assertThat(ParameterText.cut("ab😀de", 4)).isEqualTo("ab…");
        assertThat(ParameterText.cut("a😀de", 4)).isEqualTo("a😀…");
        assertThat(ParameterText.cut("😀", 1)).isEqualTo("…");
    }

    @Test
    void elements_areBounded() {
        assertThat(ParameterText.of(new int[1_000_000], 1_000))
                .hasSizeLessThan(120)
                .endsWith("0, …]");
        assertThat(ParameterText.of(Collections.nCopies(50, "x".repeat(5_000)), 20))
                .hasSizeLessThan(80)
                .endsWith("…]");
        Object[] itself = new Object[1];
        itself[0] = itself;
        assertThat(ParameterText.of(itself, 20)).isEqualTo("[[[Object[1]]]]");
    }

    private static <T> T untouchable(Class<T> type) {
        if (type == InputStream.class) {
            return type.cast(new InputStream() {
                @Override
                public int read() {
                    throw new AssertionError("read");
                }

                @Override
                public int available() {
                    throw new AssertionError("asked");
                }
            });
        }
        return type == Reader.class
                ? type.cast(new Reader() {
                    @Override
                    public int read(char[] buffer, int offset, int length) {
                        throw new AssertionError("read");
                    }

                    @Override
                    public void close() {}
                })
                : DRIVER.object(type);
    }

    private static Calendar calendar() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(0);
        return calendar;
    }

    private static final class Secretive {
        @Override
        public String toString() {
            throw new AssertionError("asked");
        }
    }

    private static final class Lazy extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            throw new AssertionError("loaded");
        }

        @Override
        public int size() {
            throw new AssertionError("loaded");
        }
    }
}
