/** Traces Hibernate, which finds it as a service. */
module dev.ormtracing.hibernate {
    requires transitive dev.ormtracing.core;
    requires dev.ormtracing.jdbc;
    requires io.opentelemetry.context;
    requires jakarta.persistence;
    requires java.naming;
    requires java.sql;
    requires transitive org.hibernate.orm.core;
    requires static jakarta.transaction;
    // Restores a session factory that was serialized.
    requires static jdk.unsupported;
    requires static org.jspecify;

    exports dev.ormtracing.hibernate;
    exports dev.ormtracing.hibernate.internal.install to
            dev.ormtracing.quarkus,
            dev.ormtracing.quarkus.deployment;

    // Hibernate makes what its settings name by its class.
    opens dev.ormtracing.hibernate.internal.inspection to
            org.hibernate.orm.core;
    opens dev.ormtracing.hibernate.internal.service to
            org.hibernate.orm.core;

    provides org.hibernate.boot.spi.SessionFactoryBuilderFactory with
            dev.ormtracing.hibernate.internal.install.TracingSessionFactoryBuilderFactory;
    provides org.hibernate.integrator.spi.Integrator with
            dev.ormtracing.hibernate.internal.install.TracingIntegrator;
    provides org.hibernate.service.spi.ServiceContributor with
            dev.ormtracing.hibernate.internal.install.TracingServiceContributor;
    provides org.hibernate.service.spi.SessionFactoryServiceContributor with
            dev.ormtracing.hibernate.internal.install.TracingServices;
}
