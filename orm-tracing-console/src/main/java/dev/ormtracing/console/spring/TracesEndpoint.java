package dev.ormtracing.console.spring;

import dev.ormtracing.console.internal.http.LiveSettings;
import dev.ormtracing.console.internal.trace.KeptTrace;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import dev.ormtracing.report.internal.ReportData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The traces that the page shows as JSON, for programs: {@code /actuator/ormtraces}, exposed and secured as the other
 * endpoints of Spring Boot's Actuator. Public for Spring; not for applications.
 *
 * @since 0.1.0
 */
@Endpoint(id = "ormtraces")
public class TracesEndpoint {

    private final TraceKeeper keeper;
    private final LiveSettings settings;
    private final boolean allowsRemote;

    TracesEndpoint(TraceKeeper keeper, LiveSettings settings, boolean allowsRemote) {
        this.keeper = keeper;
        this.settings = settings;
        this.allowsRemote = allowsRemote;
    }

    /** A line for each trace, the newest first, the statements, operations and N+1 of all of them, and the settings. */
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
        json.put("settings", settings.json());
        return json;
    }

    /** A trace with its spans; null, which is a 404, if it is not kept. */
    @ReadOperation
    public @Nullable Map<String, Object> trace(@Selector String id) {
        return keeper.trace(id)
                .map(trace -> new ReportData("", trace.trees()).json())
                .orElse(null);
    }

    /**
     * Changes a setting while the application runs. Actuator does not tell who asks, so the values of parameters are recorded
     * only where others may see the page.
     *
     * @param value empty for the one that was configured
     */
    @WriteOperation
    public List<Map<String, Object>> change(@Selector String setting, String value) {
        if (setting.equals(LiveSettings.PARAMETERS)
                && !value.isEmpty()
                && !value.equalsIgnoreCase("false")
                && !allowsRemote) {
            throw new InvalidEndpointRequestException(
                    setting + " can be switched on by the live page, or with orm.tracing.console.allow-remote=true.",
                    "The value is not allowed.");
        }
        try {
            settings.change(setting, value.isEmpty() ? null : value);
            return settings.json();
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(
                    setting + ": " + e.getMessage() + ".", "The value is not allowed.");
        }
    }

    /** Forgets all traces. */
    @DeleteOperation
    public void clear() {
        keeper.clear();
    }
}
