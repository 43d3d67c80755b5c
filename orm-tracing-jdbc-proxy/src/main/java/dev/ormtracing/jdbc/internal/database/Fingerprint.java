package dev.ormtracing.jdbc.internal.database;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tells a text from others when it is gone: the text as a polynomial, at two secret points, modulo the prime 2^61 - 1. Two
 * different texts of n characters have it in common with a chance of (n / 3 / 2^61)^2, which for 32,768 characters is one in
 * 2^95, whoever has made them up.
 */
final class Fingerprint {

    private static final long PRIME = (1L << 61) - 1;

    private final long first;
    private final long second;

    /** The points, made when the first text is long enough to need them. */
    private static final class Points {
        static final long FIRST;
        static final long SECOND;

        static {
            SecureRandom random = new SecureRandom();
            FIRST = random.nextLong() & PRIME;
            SECOND = random.nextLong() & PRIME;
        }
    }

    private Fingerprint(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /** The fingerprint of the first characters of a text. */
    static Fingerprint of(String text, int length) {
        long first = length;
        long second = length;
        for (int i = 0; i < length; i += 3) {
            long three = text.charAt(i);
            three |= i + 1 < length ? (long) text.charAt(i + 1) << 16 : 0;
            three |= i + 2 < length ? (long) text.charAt(i + 2) << 32 : 0;
            first = product(first, Points.FIRST) + three;
            second = product(second, Points.SECOND) + three;
        }
        return new Fingerprint(first % PRIME, second % PRIME);
    }

    /** Not above 2^61 + 8, if no factor is above 2^62. */
    private static long product(long a, long b) {
        long low = a * b;
        long sum = (low & PRIME) + (low >>> 61 | Math.multiplyHigh(a, b) << 3);
        return (sum & PRIME) + (sum >>> 61);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint print && first == print.first && second == print.second;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }
}
