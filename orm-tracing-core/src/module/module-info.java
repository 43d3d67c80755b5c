/** What the other modules share: settings, spans, the running operation. */
module dev.ormtracing.core {
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires transitive java.sql;
    requires static io.opentelemetry.instrumentation_api;
    requires static org.jspecify;

    exports dev.ormtracing.core;
    exports dev.ormtracing.core.internal to
            dev.ormtracing.hibernate,
            dev.ormtracing.spring;
    exports dev.ormtracing.core.internal.base to
            dev.ormtracing.hibernate,
            dev.ormtracing.jdbc,
            dev.ormtracing.quarkus,
            dev.ormtracing.spring;
    exports dev.ormtracing.core.internal.context to
            dev.ormtracing.jdbc;
    exports dev.ormtracing.core.internal.cost to
            dev.ormtracing.hibernate;
    exports dev.ormtracing.core.internal.measure to
            dev.ormtracing.hibernate,
            dev.ormtracing.jdbc,
            dev.ormtracing.spring;
    exports dev.ormtracing.core.internal.merge to
            dev.ormtracing.hibernate;
    exports dev.ormtracing.core.internal.name to
            dev.ormtracing.hibernate,
            dev.ormtracing.jdbc,
            dev.ormtracing.spring;
    exports dev.ormtracing.core.internal.nplusone to
            dev.ormtracing.jdbc;
    exports dev.ormtracing.core.internal.span to
            dev.ormtracing.hibernate,
            dev.ormtracing.jdbc;
    exports dev.ormtracing.core.internal.tree to
            dev.ormtracing.hibernate,
            dev.ormtracing.jdbc,
            dev.ormtracing.spring;

    uses dev.ormtracing.core.AttributesProvider;
}
