package dev.ormtracing.core.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StackTraceTextTest {

    @Test
    void causes_areAsTheJdkPrintsThem() {
        Throwable failure = new IllegalStateException(null, cause());

        assertThat(StackTraceText.of(failure, false)).isEqualTo(printed(failure));
    }

    @Test
    void framesInCommon_areCounted() {
        Throwable cause = with(new IllegalArgumentException(), "c", "b", "a");
        Throwable failure = with(new IllegalStateException(cause), "d", "b", "a");

        assertThat(StackTraceText.of(failure, false)).isEqualTo("""
                java.lang.IllegalStateException
                	at App.d(App.java:1)
                	at App.b(App.java:1)
                	at App.a(App.java:1)
                Caused by: java.lang.IllegalArgumentException
                	at App.c(App.java:1)
                	... 2 more
                """);
    }

    @Test
    void traceThatEndsAnotherOne_isAllInCommon() {
        Throwable cause = with(new IllegalArgumentException(), "b", "a");
        Throwable failure = with(new IllegalStateException(cause), "c", "b", "a");

        assertThat(StackTraceText.of(failure, false)).endsWith("""
                Caused by: java.lang.IllegalArgumentException
                	... 2 more
                """);
    }

    @Test
    void suppressedAndFurtherExceptionsOfTheDriver_areTold() {
        SQLException failure = with(new SQLException("secret", "23505", 7), "a");
        failure.setNextException(with(new SQLException("secret", null, 0), "b", "a"));
        failure.addSuppressed(with(new IllegalStateException("secret"), "c", "a"));

        assertThat(StackTraceText.of(failure, false)).isEqualTo("""
                java.sql.SQLException [SQLSTATE 23505, code 7]
                	at App.a(App.java:1)
                Suppressed: java.lang.IllegalStateException
                	at App.c(App.java:1)
                	... 1 more
                Next: java.sql.SQLException [SQLSTATE null, code 0]
                	at App.b(App.java:1)
                	... 1 more
                """);
    }

    @Test
    void messages_areThereWhenAskedFor() {
        assertThat(StackTraceText.of(with(new IllegalStateException("no user 7")), true))
                .isEqualTo("java.lang.IllegalStateException: no user 7\n");
        assertThat(StackTraceText.of(with(new IllegalStateException()), true))
                .isEqualTo("java.lang.IllegalStateException\n");
    }

    @Test
    void causeThatIsItsOwn_isToldOnce() {
        Throwable first = with(new IllegalStateException());
        first.initCause(with(new IllegalArgumentException(first)));

        assertThat(StackTraceText.of(first, false)).isEqualTo("""
                java.lang.IllegalStateException
                Caused by: java.lang.IllegalArgumentException
                """);
    }

    @Test
    void longTrace_isCut() {
        String[] frames = new String[10_000];
        java.util.Arrays.fill(frames, "a");
        Throwable failure = with(new IllegalStateException(with(new IllegalArgumentException())), frames);

        assertThat(StackTraceText.of(failure, false))
                .hasSizeBetween(16 * 1024, 16 * 1024 + 100)
                .doesNotContain("Caused by");
    }

    private static Throwable cause() {
        return new IllegalArgumentException();
    }

    private static <T extends Throwable> T with(T failure, String... methods) {
        StackTraceElement[] frames = new StackTraceElement[methods.length];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement("App", methods[i], "App.java", 1);
        }
        failure.setStackTrace(frames);
        return failure;
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
