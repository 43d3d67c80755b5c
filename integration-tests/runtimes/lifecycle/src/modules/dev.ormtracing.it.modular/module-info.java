/** An application on the module path. */
open module dev.ormtracing.it.modular {
    requires com.h2database;
    requires dev.ormtracing.console;
    requires dev.ormtracing.core;
    requires dev.ormtracing.hibernate;
    requires dev.ormtracing.jdbc;
    requires dev.ormtracing.testing;
    requires io.opentelemetry.api;
    requires io.opentelemetry.sdk;
    requires io.opentelemetry.sdk.testing;
    requires io.opentelemetry.sdk.trace;
    requires jakarta.persistence;
    requires java.naming;
    requires java.sql;
    requires org.hibernate.orm.core;
}
