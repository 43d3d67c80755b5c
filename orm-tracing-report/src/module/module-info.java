/** The page of a report. */
module dev.ormtracing.report {
    requires dev.ormtracing.testing;
    requires io.opentelemetry.api;
    requires io.opentelemetry.sdk.trace;
    requires static org.jspecify;

    exports dev.ormtracing.report;
    exports dev.ormtracing.report.internal to
            dev.ormtracing.console;

    provides dev.ormtracing.testing.ReportRenderer with
            dev.ormtracing.report.HtmlReportRenderer;
}
