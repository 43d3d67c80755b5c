package dev.ormtracing.console.internal.trace;

import dev.ormtracing.report.internal.ReportData;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;

/**
 * A trace as it was when somebody asked.
 *
 * @param number of its last change; of two traces, the higher is newer
 * @param isRunning whether spans of it are known, and none at its top
 * @param leftOut how many of its spans were too many
 */
public record KeptTrace(String id, long number, boolean isRunning, long leftOut, List<SpanData> spans) {

    /** Its trees: several requests may belong to one trace. */
    public List<SpanTree> trees() {
        return Traces.of(spans).trees();
    }

    /** One line of a list. */
    public Map<String, Object> summary() {
        Map<String, Object> json = new ReportData("", trees()).summary();
        json.put("id", id);
        json.put("number", number);
        json.put("running", isRunning);
        json.put("leftOut", leftOut);
        return json;
    }
}
