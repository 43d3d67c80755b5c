package dev.ormtracing.it.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.specification.MutationSpecification;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.Test;

/** The query of a specification is a span once its entity is known: whoever looks at the start of a span sees it. */
@EveryDatabase
class NamedSpecificationsIT {

    private static final String RENAME = "update User u set u.name = 'x' where u.email = 'nobody'";

    private final TracedUnit unit;

    NamedSpecificationsIT(TracedUnit unit) {
        this.unit = unit;
    }

    /** The second time the plan is cached. */
    @Test
    void sampler_seesTheEntity() {
        List<String> seen = new ArrayList<>();
        traced(new NotingSampler(seen), other -> {
            seen.clear();
            for (int run = 0; run < 2; run++) {
                other.transaction(session -> {
                    users(session).getResultList();
                    users(session).getResultCount();
                    users(session).scroll().close();
                    MutationSpecification.create(User.class, RENAME)
                            .createQuery(session)
                            .executeUpdate();
                });
            }
        });

        List<String> once = List.of("User.getResultList", "User.getResultCount", "User.scroll", "User.executeUpdate");
        assertThat(seen).hasSize(8).containsSubsequence(once).containsOnlyElementsOf(once);
    }

    @Test
    void equalQueries_areMergedAsAnyOther() {
        assertThat(repeated(NamedSpecificationsIT::users))
                .isEqualTo(repeated(session -> session.createSelectionQuery("from User u", User.class)))
                .contains("orm.operation.count=18");
    }

    @Test
    void operation_isCurrentInTheApplicationsCallbacks() {
        unit.given(Blog::persistIn);
        List<String> current = new ArrayList<>();
        unit.transaction(session -> users(session)
                .setTupleTransformer((tuple, aliases) -> {
                    current.add(Span.current().getSpanContext().getSpanId());
                    return (User) tuple[0];
                })
                .getResultList());

        String operation = unit.traces().operations().get(0).span().getSpanId();
        assertThat(current).hasSize(3).containsOnly(operation);
    }

    private String repeated(Function<Session, SelectionQuery<User>> create) {
        StringBuilder text = new StringBuilder();
        traced(Sampler.alwaysOn(), merging -> {
            merging.transaction(session -> {
                for (int i = 0; i < 20; i++) {
                    create.apply(session).getResultList();
                }
            });
            text.append(merging.traces().text(TreeFormat.standard().withAttributes("orm.operation.count")));
        });
        return text.toString().replaceAll("(?m)^ *operation User.createQuery\\n *compile\\n", "");
    }

    private void traced(Sampler sampler, Consumer<TracedUnit> work) {
        try (TraceRecorder recorder = TraceRecorder.builder()
                        .tracerProvider(provider -> provider.setSampler(sampler))
                        .build();
                TracedUnit other = unit.beside(
                        recorder,
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .mergeOperationsAfter(2)
                                .build())) {
            work.accept(other);
            recorder.check();
        }
    }

    private static SelectionQuery<User> users(Session session) {
        return SelectionSpecification.create(User.class, "from User u").createQuery(session);
    }

    private record NotingSampler(List<String> seen) implements Sampler {

        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
            if (name.endsWith(":operation")) {
                seen.add(attributes.get(AttributeKey.stringKey("name")));
            }
            return SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "noting";
        }
    }
}
