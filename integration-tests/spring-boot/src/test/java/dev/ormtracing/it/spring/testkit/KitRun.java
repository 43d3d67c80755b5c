package dev.ormtracing.it.spring.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Test classes run by an engine of their own, and what they have come to. */
final class KitRun {

    private final Events tests;
    private final Events all;

    private KitRun(Events all, Events tests) {
        this.all = all;
        this.tests = tests;
    }

    static KitRun of(Class<?>... classes) {
        return of(EngineTestKit.engine("junit-jupiter"), classes);
    }

    static KitRun of(EngineTestKit.Builder engine, Class<?>... classes) {
        var results = engine.selectors(
                        Stream.of(classes).map(c -> selectClass(c)).toArray(ClassSelector[]::new))
                .execute();
        return new KitRun(results.allEvents(), results.testEvents());
    }

    void succeeds(int number) {
        assertThat(messages()).isEmpty();
        assertThat(tests.succeeded().count()).isEqualTo(number);
    }

    /** The messages of what has failed, tests and classes, in the order of their ends. */
    List<String> messages() {
        return all.finished().stream()
                .map(KitRun::failure)
                .flatMap(Optional::stream)
                .map(failure -> String.valueOf(failure.getMessage()))
                .toList();
    }

    private static Optional<Throwable> failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class).getThrowable();
    }
}
