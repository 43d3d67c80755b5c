package dev.ormtracing.core.internal.name;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Locale;

/** Internal: the steps of an operation that are spans of their own. */
public enum SpanType {
    OPERATION,
    COMPILE,
    SERIALIZE,
    CONNECT,
    DB_QUERY,
    HYDRATE,

    /** A call on a second-level cache that took long, as on another machine. */
    CACHE,
    FLUSH,
    TRANSACTION,
    START_TRANSACTION,
    COMMIT_TRANSACTION,
    ROLLBACK_TRANSACTION,
    DISCONNECT,

    /** Only ever a duration: how long a switch takes depends on the driver. */
    AUTO_COMMIT,

    /** Only ever durations: what a step of a transaction does that is nothing else. */
    BEGIN,
    BEFORE_COMPLETION,
    AFTER_COMPLETION;

    public final String suffix = name().toLowerCase(Locale.ROOT);

    /** What a log record of its failure is called. */
    public final String exceptionEvent = "orm." + suffix + ".exception";

    /** How long steps of this type took in all, in seconds, where they are no spans. */
    public final AttributeKey<Double> duration = AttributeKey.doubleKey("orm." + suffix + ".duration");
}
