package dev.ormtracing.jdbc.internal.database;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** The stable OpenTelemetry conventions for database client spans, and the one old key that backends still look for. */
public final class DbAttributes {

    public static final AttributeKey<String> SYSTEM_NAME = stringKey("db.system.name");
    public static final AttributeKey<String> SYSTEM = stringKey("db.system");
    public static final AttributeKey<String> NAMESPACE = stringKey("db.namespace");
    public static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    public static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
    public static final AttributeKey<String> QUERY_TEXT = stringKey("db.query.text");
    public static final AttributeKey<String> QUERY_SUMMARY = stringKey("db.query.summary");
    public static final AttributeKey<String> OPERATION_NAME = stringKey("db.operation.name");
    public static final AttributeKey<Long> BATCH_SIZE = longKey("db.operation.batch.size");
    public static final AttributeKey<Long> RETURNED_ROWS = longKey("db.response.returned_rows");
    public static final AttributeKey<String> STORED_PROCEDURE = stringKey("db.stored_procedure.name");
    public static final AttributeKey<String> POOL_NAME = stringKey("db.client.connection.pool.name");
    public static final AttributeKey<String> RESPONSE_STATUS_CODE = stringKey("db.response.status_code");

    private DbAttributes() {}
}
