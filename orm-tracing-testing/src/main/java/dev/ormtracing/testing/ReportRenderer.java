package dev.ormtracing.testing;

import java.util.List;
import java.util.ServiceLoader;

/**
 * What makes a page of the trees of an {@link HtmlReport}: {@code orm-tracing-report}, by the {@link ServiceLoader}. Not
 * for applications.
 *
 * @since 0.1.0
 */
public interface ReportRenderer {

    /** The whole page. */
    String html(String title, List<SpanTree> trees);
}
