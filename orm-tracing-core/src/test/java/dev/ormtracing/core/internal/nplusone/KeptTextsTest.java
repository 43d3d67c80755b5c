package dev.ormtracing.core.internal.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.measure.LogEvents;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables outlive what they count, so that no text of a statement may be reached from them. */
class KeptTextsTest {

    private static final ReadOperation LIST = new ReadOfOneRow(Call.GET_RESULT_LIST, "User");

    private final Tracer tracer = new RecordedSpans().sdk.getTracer("test");
    private final NPlusOne repeats = new NPlusOne(3, () -> null, LogEvents.NONE);
    private final List<WeakReference<String>> texts = new ArrayList<>();

    @Test
    void textsOfRequests_areNotKept() {
        List<Span> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Span request = tracer.spanBuilder("request").startSpan();
            requests.add(request);
            for (int j = 0; j < 8; j++) {
                DescribedStatement statement = statement("select " + i + "." + j + "a".repeat(25_000));
                repeats.statementEnds(null, false, request, statement, 10);
                repeats.ends(null, false, request, LIST, statement, 10);
            }
        }
        assertThat(requests).allMatch(Span::isRecording);
        assertNoneIsKept();
    }

    @Test
    void textsThatRepeat_areCountedAndNotKept() {
        ReadCounts reads = new ReadCounts(3, DescribedStatement.NONE);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 8; j++) {
                reads.add(null, statement("select " + j + "a".repeat(25_000) + " = ?"), 10);
            }
        }
        assertThat(reads.suspects()).hasSize(8).allMatch(read -> read.count == 5);
        assertThat(reads.suspects()).allMatch(read -> read.subject().equals("select users"));
        assertNoneIsKept();
    }

    @Test
    void textsThatDifferAtOnePlace_areTwoReads() {
        ReadCounts reads = new ReadCounts(3, DescribedStatement.NONE);
        reads.add(null, statement("a".repeat(25_000) + "b" + "a".repeat(25_000)), 10);
        reads.add(null, statement("a".repeat(25_000) + "c" + "a".repeat(25_000)), 10);
        ReadCount read = reads.add(null, statement("a".repeat(25_000) + "b" + "a".repeat(25_000)), 10);

        assertThat(read).isNotNull();
        assertThat(read.count).isEqualTo(2);
    }

    private DescribedStatement statement(String text) {
        texts.add(new WeakReference<>(text));
        return new DescribedStatement("select users", text, Attributes.empty());
    }

    private void assertNoneIsKept() {
        for (int i = 0; i < 100 && texts.stream().anyMatch(text -> !text.refersTo(null)); i++) {
            System.gc();
        }
        assertThat(texts).allMatch(text -> text.refersTo(null));
    }
}
