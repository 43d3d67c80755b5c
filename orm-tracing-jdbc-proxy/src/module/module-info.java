/** Traces JDBC: data sources, connections and statements. */
module dev.ormtracing.jdbc {
    requires transitive dev.ormtracing.core;
    requires io.opentelemetry.context;
    requires java.logging;
    requires java.naming;
    requires transitive java.sql;
    requires java.transaction.xa;
    requires static org.jspecify;

    exports dev.ormtracing.jdbc;
    exports dev.ormtracing.jdbc.internal.database to
            dev.ormtracing.hibernate;
    exports dev.ormtracing.jdbc.internal.source to
            dev.ormtracing.hibernate,
            dev.ormtracing.quarkus,
            dev.ormtracing.spring;
    exports dev.ormtracing.jdbc.internal.sql to
            dev.ormtracing.hibernate;

    provides java.sql.Driver with
            dev.ormtracing.jdbc.TracingDriver;
}
