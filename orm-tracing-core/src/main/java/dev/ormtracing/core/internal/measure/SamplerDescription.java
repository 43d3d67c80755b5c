package dev.ormtracing.core.internal.measure;

import io.opentelemetry.api.trace.Tracer;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** What the SDK behind a tracer says of its sampler. OpenTelemetry's API has no question for it. */
final class SamplerDescription {

    private static final String SDK_TRACER = "io.opentelemetry.sdk.trace.SdkTracer";
    private static final int MAX_LENGTH = 300;

    private SamplerDescription() {}

    static String of(Tracer tracer) {
        try {
            for (Class<?> type = tracer.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().equals(SDK_TRACER)) {
                    Field state = type.getDeclaredField("sharedState");
                    state.setAccessible(true);
                    return ofState(state.get(tracer));
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError ofAnotherVersion) {
            // As if it were no SDK.
        }
        return "whoever made " + tracer.getClass().getName();
    }

    private static String ofState(Object state) throws ReflectiveOperationException {
        Method getter = state.getClass().getDeclaredMethod("getSampler");
        getter.setAccessible(true);
        String text = getter.invoke(state).toString();
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }
}
