package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.trace.KeptTrace;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.report.internal.ReportData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The traces that the page shows as JSON, for programs: {@code /actuator/ormtraces}, exposed and secured as the other
 * endpoints of Spring Boot's Actuator. Public for Spring; not for applications.
 *
 * @since 0.1.0
 */
@Endpoint(id = "ormtraces")
public class TracesEndpoint {

    private final TraceKeeper keeper;

    TracesEndpoint(TraceKeeper keeper) {
        this.keeper = keeper;
    }

    /** A line for each trace, the newest first, and the statements, operations and N+1 of all of them. */
    @ReadOperation
    public Map<String, Object> traces() {
        List<KeptTrace> newestFirst = new ArrayList<>(keeper.since(0));
        Collections.reverse(newestFirst);
        Map<String, Object> all = new ReportData(
                        "",
                        newestFirst.stream()
                                .flatMap(trace -> trace.trees().stream())
                                .toList())
                .overview();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("traces", newestFirst.stream().map(KeptTrace::summary).toList());
        List.of("phases", "statements", "operations", "repetitions").forEach(key -> json.put(key, all.get(key)));
        return json;
    }

    /** A trace with its spans; null, which is a 404, if it is not kept. */
    @ReadOperation
    public @Nullable Map<String, Object> trace(@Selector String id) {
        return keeper.trace(id)
                .map(trace -> new ReportData("", trace.trees()).json())
                .orElse(null);
    }

    /** Forgets all traces. */
    @DeleteOperation
    public void clear() {
        keeper.clear();
    }
}
