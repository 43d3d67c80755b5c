package dev.ormtracing.testing.internal.text;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What standard output can show. */
public final class Terminal {

    private static final int STANDARD_WIDTH = 120;

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

    /** See <a href="https://no-color.org">no-color.org</a>. */
    public static boolean showsColors() {
        return showsColors(isThere(), System.getenv("NO_COLOR"), System.getenv("TERM"));
    }

    static boolean showsColors(boolean isThere, @Nullable String noColor, @Nullable String terminal) {
        return isThere && (noColor == null || noColor.isEmpty()) && terminal != null && !terminal.equals("dumb");
    }

    /** From JDK 22 on there is a console where nobody looks, too, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Characters of a line; 120 where that is not known. */
    public static int width() {
        String columns = System.getenv("COLUMNS");
        return width(columns != null || !isThere() ? columns : columns(size()));
    }

    static int width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : STANDARD_WIDTH;
    }

    /** Of {@code rows columns}. */
    static @Nullable String columns(String size) {
        String[] numbers = size.strip().split(" ", -1);
        return numbers.length == 2 ? numbers[1] : null;
    }

    /** Shells keep COLUMNS to themselves. Java cannot ask the terminal, but a program that each Unix has can. */
    private static String size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
