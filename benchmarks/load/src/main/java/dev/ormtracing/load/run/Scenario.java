package dev.ormtracing.load.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What all variants have in common.
 *
 * @param pool how many connections each application has to its database
 * @param metrics whether each SDK has a meter provider, and we record metrics
 * @param clients how many send as much as they can
 */
record Scenario(int pool, boolean metrics, int clients) {

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.datasource.hikari.maximum-pool-size=" + pool);
        if (metrics) {
            arguments.add("--" + Variant.METRICS);
            arguments.add("--orm.tracing.metrics=true");
        }
        return arguments;
    }
}
