package dev.ormtracing.benchmarks;

import dev.ormtracing.benchmarks.subject.Mode;
import dev.ormtracing.benchmarks.subject.Sdk;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/** The trees of {@link Application}'s operations, with the attributes that ours have. */
final class BareTrees {

    private BareTrees() {}

    static BareTree findById(Mode mode) {
        return tree(
                mode, loaded(operation("find"), 1), "id", "select i1_0.id,i1_0.name from Item i1_0 where i1_0.id=?");
    }

    static BareTree hqlList10(Mode mode) {
        return tree(
                mode,
                loaded(operation("getResultList"), 10)
                        .put("orm.query.text", "from Item i where i.id >= :from order by i.id")
                        .put("orm.query.plan_cache", "hit")
                        .put("orm.result.count", 10),
                "query",
                "select i1_0.id,i1_0.name from Item i1_0 where i1_0.id>=? order by i1_0.id fetch first ? rows only");
    }

    private static AttributesBuilder operation(String method) {
        return Attributes.builder().put("method", method).put("model", "Item").put("name", "Item." + method);
    }

    private static AttributesBuilder loaded(AttributesBuilder operation, long entities) {
        return operation.put("orm.entities.loaded", entities).put("orm.rows.read", entities);
    }

    private static BareTree tree(Mode mode, AttributesBuilder operation, String load, String sql) {
        return new BareTree(Sdk.of(mode).getTracer("benchmark"), operation.build(), query(sql, load));
    }

    private static Attributes query(String sql, String load) {
        return Attributes.builder()
                .put("db.system.name", "h2database")
                .put("db.system", "h2")
                .put("db.namespace", "benchmark")
                .put("db.query.text", sql)
                .put("db.query.summary", "select Item")
                .put("orm.entity", "Item")
                .put("orm.load", load)
                .build();
    }
}
