package dev.ormtracing.core.internal.name;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * Where the application calls from, in OpenTelemetry's code conventions. Immutable.
 *
 * @param function with its class, both by their full names
 * @param file the name of the source file without a directory, as the class file tells it, or null
 * @param line 0 if it is not known
 */
public record Caller(String function, @Nullable String file, int line) {

    private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");
    private static final AttributeKey<String> FILE = AttributeKey.stringKey("code.file.path");
    private static final AttributeKey<Long> LINE = AttributeKey.longKey("code.line.number");

    /** Frames from the database up to the application are some dozens, with interceptors and all. */
    private static final int MAX_DEPTH = 256;

    private static final StackWalker WALKER = StackWalker.getInstance();

    /** The innermost caller that is the application's, or null if there is none near. */
    public static @Nullable Caller find() {
        StackFrame frame = WALKER.walk(frames -> frames.limit(MAX_DEPTH)
                .filter(ApplicationCode::contains)
                .findFirst()
                .orElse(null));
        return frame == null
                ? null
                : new Caller(
                        frame.getClassName() + "." + frame.getMethodName(),
                        frame.getFileName(),
                        Math.max(0, frame.getLineNumber()));
    }

    public Attributes attributes() {
        AttributesBuilder attributes = Attributes.builder().put(FUNCTION, function);
        if (file != null) {
            attributes.put(FILE, file);
        }
        return (line == 0 ? attributes : attributes.put(LINE, (long) line)).build();
    }

    public SqlTag tag() {
        return SqlTag.encoded(SqlTag.CALLER, line == 0 ? function : function + ":" + line);
    }
}
