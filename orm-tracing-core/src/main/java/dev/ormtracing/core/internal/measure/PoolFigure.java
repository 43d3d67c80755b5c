package dev.ormtracing.core.internal.measure;

import io.opentelemetry.api.common.AttributeKey;

/** What a pool of connections may tell of itself, in the order of OpenTelemetry's conventions. */
public enum PoolFigure {
    IDLE,
    USED,
    IDLE_MAX,
    IDLE_MIN,
    MAX,
    PENDING;

    /** Whether the connections that are counted are idle or used. */
    static final AttributeKey<String> STATE = AttributeKey.stringKey("db.client.connection.state");
}
