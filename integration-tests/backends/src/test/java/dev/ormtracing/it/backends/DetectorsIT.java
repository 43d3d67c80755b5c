package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SpanNaming;
import dev.ormtracing.it.backends.library.Library;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An N+1 of ours is one to those who look for it in the spans of others. */
class DetectorsIT {

    private static final String BOOKS =
            "select b1_0.author_id,b1_0.id,b1_0.title from Book b1_0 where b1_0.author_id=?";

    @ParameterizedTest
    @EnumSource
    void sentry_findsTheRepeatedQuery_belowTheTransaction(Detail detail) {
        List<SpanData> request = request(tracing -> tracing.detail(detail), library -> library.list(20));

        assertThat(SentryRules.find(request)).singleElement().satisfies(problem -> {
            assertThat(problem.query()).isEqualTo(BOOKS);
            // Where little stands between them, two loads are one turn.
            assertThat(problem.repetitions() * problem.queries()).isBetween(18, 20);
            assertThat(problem.pattern()).contains("db", "orm:client:operation");
            assertThat(problem.parent()).isEqualTo("orm:client:transaction");
        });
    }

    @ParameterizedTest
    @EnumSource
    void sentry_findsIt_howeverSpansAreNamed(SpanNaming naming) {
        List<SpanData> request = request(tracing -> tracing.spanNaming(naming), library -> library.list(20));

        assertThat(SentryRules.find(request))
                .extracting(SentryRules.Problem::query)
                .containsExactly(BOOKS);
    }

    @ParameterizedTest
    @EnumSource
    void perfSentinel_findsIt_byTheScopeAboveTheStatement(Detail detail) {
        List<SpanData> request = request(tracing -> tracing.detail(detail), library -> library.list(20));

        assertThat(PerfSentinelRules.find(request))
                .containsExactly(new PerfSentinelRules.Finding(BOOKS, 20, "critical"));
    }

    @Test
    void booksReadAtOnce_areNoneToEither() {
        List<SpanData> request = request(tracing -> tracing, library -> library.listAtOnce(20));

        assertThat(SentryRules.find(request)).isEmpty();
        assertThat(PerfSentinelRules.find(request)).isEmpty();
    }

    private static List<SpanData> request(UnaryOperator<OrmTracing.Builder> settings, Consumer<Library> work) {
        try (TraceRecorder recorder = TraceRecorder.create();
                Library library = new Library(
                        recorder.openTelemetry(),
                        settings.apply(OrmTracing.builder().openTelemetry(recorder.openTelemetry()))
                                .build())) {
            work.accept(library);
            return recorder.traces().trees().stream()
                    .filter(tree -> tree.name().equals("GET /authors"))
                    .flatMap(SpanTree::stream)
                    .map(SpanTree::span)
                    .toList();
        }
    }
}
