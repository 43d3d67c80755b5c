package dev.ormtracing.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;

/**
 * The {@link HtmlReport} of a test that fails, where it is asked for. Public for {@code orm-tracing-spring-boot-test}; not for
 * applications.
 *
 * @since 0.1.0
 */
public final class FailureReport {

    static final String PARAMETER = "orm.tracing.testing.report";

    private final ExtensionContext context;
    private final @Nullable HtmlReport report;

    private FailureReport(ExtensionContext context, @Nullable HtmlReport report) {
        this.context = context;
        this.report = report;
    }

    /** Takes the traces now, since the checks after the test forget them. */
    public static FailureReport of(Traces traces, ExtensionContext context) {
        boolean wanted = context.getConfigurationParameter(PARAMETER, FailureReport::isYes)
                .orElse(false);
        return new FailureReport(context, wanted ? HtmlReport.of(traces).withTitle(context.getDisplayName()) : null);
    }

    private static boolean isYes(String text) {
        return Set.of("true", "on", "yes", "1").contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** Writes the report if the test has failed. */
    public void writeIfFailed() {
        if (context.getExecutionException().isPresent()) {
            write();
        }
    }

    /** Writes the report. What goes wrong here must not hide why the test has failed. */
    public void write() {
        HtmlReport wanted = report;
        if (wanted == null) {
            return;
        }
        try {
            String html = wanted.html();
            context.publishFile(
                    fileName(),
                    MediaType.create("text", "html", StandardCharsets.UTF_8),
                    file -> System.err.println("The traces of " + name() + ": "
                            + Files.writeString(file, html).toUri()));
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            System.err.println("The traces of " + name() + " could not be written: " + e);
        }
    }

    private String fileName() {
        return name().replaceAll("[^\\w.-]", "_") + ".html";
    }

    private String name() {
        ExtensionContext test = context;
        while (test.getTestMethod().isEmpty()) {
            test = test.getParent().orElseThrow();
        }
        String name = test.getRequiredTestClass().getSimpleName() + "."
                + test.getRequiredTestMethod().getName();
        return test == context ? name : name + "." + context.getDisplayName();
    }
}
