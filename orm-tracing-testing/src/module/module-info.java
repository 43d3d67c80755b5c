/** The test kit: span trees as text, assertions, budgets, baselines. */
module dev.ormtracing.testing {
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires transitive io.opentelemetry.sdk;
    requires io.opentelemetry.sdk.common;
    requires transitive io.opentelemetry.sdk.trace;
    requires java.logging;
    // The kit works without JUnit too.
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.commons;
    requires static org.opentest4j;
    requires static org.jspecify;

    exports dev.ormtracing.testing;
    exports dev.ormtracing.testing.baseline;
    exports dev.ormtracing.testing.budget;
    exports dev.ormtracing.testing.check;
    exports dev.ormtracing.testing.internal.failure to
            dev.ormtracing.quarkus.test,
            dev.ormtracing.spring.test;
    exports dev.ormtracing.testing.internal.span to
            dev.ormtracing.console,
            dev.ormtracing.report;
    exports dev.ormtracing.testing.internal.text to
            dev.ormtracing.report;

    uses dev.ormtracing.testing.FinishedTestListener;
    uses dev.ormtracing.testing.ReportRenderer;

    provides dev.ormtracing.testing.FinishedTestListener with
            dev.ormtracing.testing.internal.budget.Budgets,
            dev.ormtracing.testing.internal.regression.Baselines,
            dev.ormtracing.testing.internal.check.Checks;
}
