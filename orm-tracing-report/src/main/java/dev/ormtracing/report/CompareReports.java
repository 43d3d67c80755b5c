package dev.ormtracing.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command that writes the comparison of two reports: the later page, opened at what is new, gone, slower or more since
 * the earlier one. The jar starts it, and needs nothing else:
 *
 * <pre>{@code
 * java -jar orm-tracing-report.jar before.html after.html comparison.html
 * }</pre>
 *
 * <p>It ends with 0, or with 2 if it could not compare.
 *
 * @since 0.1.0
 */
public final class CompareReports {

    private static final String USAGE =
            "Usage: java -jar orm-tracing-report.jar BEFORE AFTER COMPARISON (three files, in HTML)";

    /** Inside its JSON there is no {@code <}. */
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*+)</script>");

    /** What a page that is a comparison already compares with. */
    private static final Pattern BEFORE =
            Pattern.compile("<script type=\"application/json\" id=\"before\"[^>]*+>[^<]*+</script>\n");

    private CompareReports() {}

    /** Writes the comparison of two files, and ends the JVM with the result. */
    public static void main(String... arguments) {
        System.exit(run(System.err, arguments));
    }

    /** Writes the comparison of two files, and returns what {@link #main} ends with. */
    static int run(PrintStream err, String... arguments) {
        try {
            if (arguments.length != 3) {
                throw new IllegalArgumentException(USAGE);
            }
            write(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println(e);
        }
        return 2;
    }

    private static void write(Path before, Path after, Path comparison) throws IOException {
        String page = BEFORE.matcher(Files.readString(after)).replaceAll("");
        Matcher old = data(before, Files.readString(before));
        Matcher data = data(after, page);
        Path file = comparison.toAbsolutePath();
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(
                file,
                page.substring(0, data.start())
                        + "<script type=\"application/json\" id=\"before\" data-name=\"" + attribute(before) + "\">"
                        + old.group(1) + "</script>\n" + page.substring(data.start()));
    }

    private static Matcher data(Path file, String page) {
        Matcher data = DATA.matcher(page);
        if (!data.find()) {
            throw new IllegalArgumentException(file + " is no report of orm-tracing");
        }
        return data;
    }

    /** A name of a file may have any character. */
    private static String attribute(Path file) {
        return String.valueOf(file.getFileName())
                .replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;");
    }
}
