package dev.ormtracing.it.remedies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each remedy that is told of an N+1 or of unbatched writes is applied: Hibernate boots with it, and it helps. */
class RemediesIT {

    @TestFactory
    Stream<DynamicTest> remedies() {
        return Stream.of(ToOneCases.all(), CollectionCases.all(), OtherCases.all(), WriteCases.all())
                .flatMap(List::stream)
                .flatMap(RemediesIT::tests);
    }

    private static Stream<DynamicTest> tests(Remedied remedied) {
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest(remedied.name + ": is told", () -> isTold(remedied))),
                remedied.cures.stream()
                        .map(cure -> DynamicTest.dynamicTest(
                                remedied.name + ": " + cure.words(), () -> isCured(remedied, cure))));
    }

    private static void isTold(Remedied remedied) {
        assertThat(told(remedied, remedied.source, remedied.work, List.of()))
                .containsExactly(remedied.subject + ": " + remedied.remedy);
        assertThat(withoutCures(remedied)).matches("(,|or|and|it|on|an| )*");
    }

    private static void isCured(Remedied remedied, Remedied.Cure cure) {
        assertThat(remedied.remedy).contains(cure.words());
        assertThat(told(
                        remedied,
                        cure.mapping().apply(remedied.source),
                        cure.work() == null ? remedied.work : cure.work(),
                        List.of(cure.settings())))
                .isEmpty();
    }

    private static String withoutCures(Remedied remedied) {
        String rest = remedied.remedy;
        for (Remedied.Cure cure : remedied.cures) {
            rest = rest.replace(cure.words(), "");
        }
        return rest;
    }

    private static List<String> told(Remedied remedied, String source, Consumer<Mapping> work, List<String> settings) {
        try (Mapping mapping = new Mapping(source, remedied.enhanced, settings)) {
            remedied.given.accept(mapping);
            mapping.forget();
            work.accept(mapping);
            return mapping.traces().trees().stream()
                    .flatMap(SpanTree::stream)
                    .flatMap(tree -> tree.span().getEvents().stream())
                    .filter(event -> event.getName().equals(remedied.event))
                    .map(event -> text(remedied.event, event))
                    .toList();
        }
    }

    private static String text(String name, EventData event) {
        return event.getAttributes().get(AttributeKey.stringKey(name + ".subject")) + ": "
                + event.getAttributes().get(AttributeKey.stringKey(name + ".remedy"));
    }
}
