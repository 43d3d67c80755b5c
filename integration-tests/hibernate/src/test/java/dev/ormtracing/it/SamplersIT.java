package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sampler of the application sees, and what is left when it leaves something out. */
@EveryDatabase
class SamplersIT {

    private final TracedUnit unit;

    SamplersIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void sampler_seesWhatAnOperationIs() {
        Set<String> seen = new TreeSet<>();
        Blog blog = unit.givenFrom(Blog::persistIn);
        with(new NamedSampler(name -> false, seen), sessions -> {
            sessions.inTransaction(session -> {
                session.find(User.class, blog.ada()).getPosts().size();
                session.createSelectionQuery("from Post", Post.class).getResultList();
                session.persist(new User("new@example.org"));
                session.flush();
            });
            return "";
        });

        assertThat(seen)
                .contains(
                        "find User User.find",
                        "flush null flush",
                        "getResultList Post Post.getResultList",
                        "initialize User User.posts.initialize",
                        "persist User User.persist");
    }

    /** Each lazy collection is read by a statement that the sampler leaves out. */
    @ParameterizedTest
    @ValueSource(strings = {"db_query", "connect", "serialize", "hydrate", "compile", "start_transaction"})
    void samplerThatDropsAStep_losesNothingElse(String dropped) {
        unit.givenFrom(Blog::persistIn);
        Function<SessionFactory, String> work = sessions -> {
            sessions.inTransaction(session -> session.createSelectionQuery("from User", User.class)
                    .getResultList()
                    .forEach(user -> user.getPosts().size()));
            return "";
        };
        List<String> all = with(new NamedSampler(name -> false, new TreeSet<>()), work);
        List<String> some = with(new NamedSampler(name -> name.endsWith(":" + dropped), new TreeSet<>()), work);

        List<String> expected = new ArrayList<>(all);
        expected.removeIf(line -> line.strip().startsWith(dropped));
        // What is below a span that is left out goes up.
        assertThat(some.stream().map(String::strip))
                .isEqualTo(expected.stream().map(String::strip).toList());
        assertThat(some).anyMatch(line -> line.contains("orm.n_plus_one"));
    }

    /** The lines of the tree that the work leaves. */
    private List<String> with(Sampler sampler, Function<SessionFactory, String> work) {
        try (TraceRecorder recorder = TraceRecorder.builder()
                        .tracerProvider(provider -> provider.setSampler(sampler))
                        .build();
                TracedUnit other = unit.beside(
                        recorder,
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .nPlusOneThreshold(2)
                                .build())) {
            work.apply(other.sessions());
            recorder.check();
            return recorder.traces()
                    .text(TreeFormat.standard().withAttributes("orm.n_plus_one"))
                    .lines()
                    .toList();
        }
    }

    /** Leaves out spans by name, whatever their parent is, and notes what it sees of operations. */
    private record NamedSampler(Predicate<String> drops, Set<String> seen) implements Sampler {

        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
            if (name.endsWith(":operation")) {
                seen.add(attributes.get(AttributeKey.stringKey("method")) + " "
                        + attributes.get(AttributeKey.stringKey("model")) + " "
                        + attributes.get(AttributeKey.stringKey("name")));
            }
            return drops.test(name) ? SamplingResult.drop() : SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "named";
        }
    }
}
