package dev.ormtracing.core.internal.name;

import dev.ormtracing.core.internal.base.ThreadSlots;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * Where the application calls from: in OpenTelemetry's code conventions, and the method of a repository if a framework has
 * said so. Immutable.
 *
 * @param function with its class, both by their full names; null where the stack was not walked
 * @param file the name of the source file without a directory, as the class file tells it, or null
 * @param line 0 if it is not known
 * @param repository interface and method, without a package, or null
 */
public record Caller(
        @Nullable String function,
        @Nullable String file,
        int line,
        @Nullable RepositoryMethod repository) {

    /** Whether a framework names the repositories that it calls. Nobody looks for them otherwise. */
    public static volatile boolean namesRepositories;

    private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");
    private static final AttributeKey<String> FILE = AttributeKey.stringKey("code.file.path");
    private static final AttributeKey<Long> LINE = AttributeKey.longKey("code.line.number");

    /** Frames from the database up to the application are some dozens, with interceptors and all. */
    private static final int MAX_DEPTH = 256;

    private static final StackWalker WALKER = StackWalker.getInstance();

    /** The repository whose method is running, or null. */
    public static @Nullable Caller repositoryRunning() {
        return (Caller) ThreadSlots.REPOSITORY.get();
    }

    /** A repository, told by the framework that calls it. */
    public static Caller ofRepository(String name) {
        return new Caller(null, null, 0, new RepositoryMethod(name));
    }

    /** Tells that a method of a repository runs on this thread from now on; returns what has run so far. */
    public static @Nullable Caller enter(@Nullable Caller repository) {
        Caller before = repositoryRunning();
        ThreadSlots.REPOSITORY.set(repository);
        return before;
    }

    /** The innermost caller that is the application's, or null if there is none near. */
    public static @Nullable Caller find() {
        Caller running = namesRepositories ? repositoryRunning() : null;
        StackFrame frame = WALKER.walk(frames -> frames.limit(MAX_DEPTH)
                .filter(ApplicationCode::contains)
                .findFirst()
                .orElse(null));
        return frame == null
                ? running
                : new Caller(
                        frame.getClassName() + "." + frame.getMethodName(),
                        frame.getFileName(),
                        Math.max(0, frame.getLineNumber()),
                        running == null ? null : running.repository);
    }

    /** What spans tell of where the stack was walked, or null. */
    public @Nullable Attributes attributes() {
        if (function == null) {
            return null;
        }
        AttributesBuilder attributes = Attributes.builder().put(FUNCTION, function);
        if (file != null) {
            attributes.put(FILE, file);
        }
        return (line == 0 ? attributes : attributes.put(LINE, (long) line)).build();
    }

    /** These attributes, which are known by their identity, and the method of the repository if there is one. */
    public Attributes and(Attributes attributes) {
        return repository == null ? attributes : repository.with(attributes);
    }

    /** What comments of statements say, or null. */
    public @Nullable SqlTag tag() {
        if (function == null) {
            return null;
        }
        return SqlTag.encoded(SqlTag.CALLER, line == 0 ? function : function + ":" + line);
    }
}
