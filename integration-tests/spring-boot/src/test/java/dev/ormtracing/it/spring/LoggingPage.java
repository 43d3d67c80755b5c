package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ConfigurableApplicationContext;

/** What docs/logging.md says of Spring Boot, as written. */
enum LoggingPage {
    MICROMETER,
    OPENTELEMETRYS_STARTER;

    private static final Pattern BLOCK = Pattern.compile("```properties\n(.*?)\n```", Pattern.DOTALL);

    /** An application with these properties logs the ids of the operation with its statement. */
    void isTrue(Class<?> sdk, CapturedOutput output) {
        // A context that an earlier test has left open keeps its pattern for all that come.
        LoggingSystem.get(getClass().getClassLoader()).cleanUp();
        try (ConfigurableApplicationContext context = Started.with(sdk, properties())) {
            Recorded recorded = context.getBean(Recorded.class);
            recorded.clear();

            context.getBean(Owners.class).count();

            SpanTree operation =
                    recorded.traces().operations("Owner.getSingleResult").get(0);
            SpanContext ids = operation.span().getSpanContext();
            assertThat(output.toString().lines().filter(line -> line.contains("org.hibernate.SQL")))
                    .anySatisfy(line -> assertThat(line)
                            .contains("[clinic," + ids.getTraceId() + "," + ids.getSpanId() + "] ")
                            .contains("select count"));
        }
    }

    private String[] properties() {
        try {
            String page = Files.readString(Path.of("../../../docs/logging.md"));
            return BLOCK.matcher(page)
                    .results()
                    .map(block -> block.group(1).split("\n"))
                    .toList()
                    .get(ordinal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
