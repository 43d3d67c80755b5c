package dev.ormtracing.core.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the JDK's own log prints, which shows the class that calls it unless it is told another name. */
class LibraryLogTest {

    private final Logger logger = Logger.getLogger("dev.ormtracing");
    private final List<String> printed = new ArrayList<>();
    private final Handler handler = new Handler() {

        private final SimpleFormatter format = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            printed.add(format.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void lines_haveTheNameOfTheLogger_andOfNoClass() {
        Guard.warn("a warning with {0} and 100 %");
        Guard.inform("an information");
        Guard.report(new IllegalStateException("secret"));
        new LibraryLog("dev.ormtracing.slow").warn("slow");

        assertThat(printed).hasSize(4);
        assertThat(printed.get(0)).contains(" dev.ormtracing\n", "a warning with {0} and 100 %");
        assertThat(printed.get(1)).contains(" dev.ormtracing\n", "an information");
        assertThat(firstLine(printed.get(2))).endsWith(" dev.ormtracing");
        assertThat(printed.get(2)).contains("Tracing failed").doesNotContain("secret");
        assertThat(firstLine(printed.get(3))).endsWith(" dev.ormtracing.slow");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElseThrow();
    }
}
