package dev.ormtracing.report;

import dev.ormtracing.report.internal.ReportData;
import dev.ormtracing.report.internal.ReportPage;
import dev.ormtracing.testing.ReportRenderer;
import dev.ormtracing.testing.SpanTree;
import java.util.List;

/**
 * Writes the page of a {@link dev.ormtracing.testing.HtmlReport}. Public for the service loader, not for applications.
 *
 * @since 0.1.0
 */
public final class HtmlReportRenderer implements ReportRenderer {

    /** Called by the {@link java.util.ServiceLoader}. */
    public HtmlReportRenderer() {}

    @Override
    public String html(String title, List<SpanTree> trees) {
        return ReportPage.of(new ReportData(title, trees));
    }
}
