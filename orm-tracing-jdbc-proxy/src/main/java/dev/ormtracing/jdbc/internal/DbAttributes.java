package dev.ormtracing.jdbc.internal;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** The stable OpenTelemetry conventions for database client spans, and the one old key that backends still look for. */
final class DbAttributes {

    static final AttributeKey<String> SYSTEM_NAME = stringKey("db.system.name");
    static final AttributeKey<String> SYSTEM = stringKey("db.system");
    static final AttributeKey<String> NAMESPACE = stringKey("db.namespace");
    static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
    static final AttributeKey<String> QUERY_TEXT = stringKey("db.query.text");
    static final AttributeKey<String> QUERY_SUMMARY = stringKey("db.query.summary");
    static final AttributeKey<String> OPERATION_NAME = stringKey("db.operation.name");
    static final AttributeKey<Long> BATCH_SIZE = longKey("db.operation.batch.size");
    static final AttributeKey<Long> RETURNED_ROWS = longKey("db.response.returned_rows");
    static final AttributeKey<String> STORED_PROCEDURE = stringKey("db.stored_procedure.name");
    static final AttributeKey<String> POOL_NAME = stringKey("db.client.connection.pool.name");
    static final AttributeKey<String> RESPONSE_STATUS_CODE = stringKey("db.response.status_code");

    private DbAttributes() {}
}
