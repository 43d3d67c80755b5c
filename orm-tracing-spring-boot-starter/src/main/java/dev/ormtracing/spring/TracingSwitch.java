package dev.ormtracing.spring;

import org.springframework.core.env.Environment;

/** Whether the application is traced at all. Off, it is left as it is, with no wrapper anywhere. */
final class TracingSwitch {

    private TracingSwitch() {}

    static boolean isOn(Environment environment) {
        String text = environment.getProperty("orm.tracing.enabled");
        return text == null || !text.strip().equalsIgnoreCase("false");
    }
}
