package dev.ormtracing.testing.internal.text;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** What standard output can show. */
public final class Terminal {

    private Terminal() {}

    public static boolean showsUnicode() {
        return charset().newEncoder().canEncode("├└│─µ…");
    }

    /** The property exists since JDK 19; before, System.out has the default charset. */
    private static Charset charset() {
        try {
            return Charset.forName(System.getProperty(
                    "stdout.encoding", Charset.defaultCharset().name()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.defaultCharset();
        }
    }
}
