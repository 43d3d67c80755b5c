package dev.ormtracing.it.backends;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Received spans as text: a line for each span with scope, name, kind, status and links, below it its attributes, events
 * and children. A value shows its type: {@code "text"}, {@code 1}, {@code 0.5}, {@code true}, {@code ["a", "b"]}. What
 * differs from run to run, durations and stack traces, is shown by its type alone.
 */
final class OtlpTree {

    /** What a flush, or a step of a transaction, does besides its statements is recorded if it took long. */
    private static final Set<String> ONLY_IF_LONG = Set.of(
            "orm.serialize.duration",
            "orm.begin.duration",
            "orm.before_completion.duration",
            "orm.after_completion.duration");

    /** The trees of {@link dev.ormtracing.it.backends.library.Library}. */
    static final String LIBRARY = """
            library@1.0 import catalogue INTERNAL
            library@1.0 POST /authors SERVER -> import catalogue
              - cache.hit.ratio=0.25
              - http.response.status_code=200
              - user.authenticated=true
              - user.roles=["editor", "reader"]
              ! name refused
              dev.ormtracing.hibernate@VERSION orm:client:transaction INTERNAL
                - orm.connection.held.duration=double
                - orm.connection.idle.duration=double
                - orm.persistence_context.size=3
                - orm.transaction.outcome="committed"
                dev.ormtracing.hibernate@VERSION orm:client:start_transaction INTERNAL
                  dev.ormtracing.jdbc@VERSION orm:client:connect INTERNAL
                    - db.client.connection.pool.name=string
                dev.ormtracing.hibernate@VERSION orm:client:operation INTERNAL
                  - method="persist"
                  - model="Author"
                  - name="Author.persist"
                dev.ormtracing.hibernate@VERSION orm:client:commit_transaction INTERNAL
                  dev.ormtracing.hibernate@VERSION orm:client:flush INTERNAL
                    - orm.flush.cause="commit"
                    - orm.flush.collections=1
                    - orm.flush.entities=3
                    - orm.flush.inserts=3
                    dev.ormtracing.hibernate@VERSION orm:client:serialize INTERNAL
                    dev.ormtracing.jdbc@VERSION orm:client:db_query CLIENT
                      - db.namespace=string
                      - db.query.summary="insert Author"
                      - db.query.text="insert into Author (name,id) values (?,?)"
                      - db.system.name="h2database"
                      - db.system="h2"
                    dev.ormtracing.jdbc@VERSION orm:client:db_query CLIENT
                      - db.namespace=string
                      - db.operation.batch.size=2
                      - db.query.summary="BATCH insert Book"
                      - db.query.text="insert into Book (author_id,title,id) values (?,?,?)"
                      - db.system.name="h2database"
                      - db.system="h2"
                  dev.ormtracing.jdbc@VERSION orm:client:db_query CLIENT
                    - db.namespace=string
                    - db.operation.name="COMMIT"
                    - db.query.summary="COMMIT"
                    - db.query.text="COMMIT"
                    - db.system.name="h2database"
                    - db.system="h2"
              dev.ormtracing.hibernate@VERSION orm:client:operation INTERNAL
                - method="createQuery"
                - model="Author"
                - name="Author.createQuery"
                - orm.query.text="from Author where name = :name"
                dev.ormtracing.hibernate@VERSION orm:client:compile INTERNAL
              dev.ormtracing.hibernate@VERSION orm:client:operation INTERNAL
                - method="getSingleResult"
                - model="Author"
                - name="Author.getSingleResult"
                - orm.entities.loaded=1
                - orm.query.plan_cache="miss"
                - orm.query.text="from Author where name = :name"
                - orm.result.count=1
                - orm.rows.read=1
                dev.ormtracing.hibernate@VERSION orm:client:compile INTERNAL
                dev.ormtracing.hibernate@VERSION orm:client:serialize INTERNAL
                dev.ormtracing.jdbc@VERSION orm:client:connect INTERNAL
                  - db.client.connection.pool.name=string
                dev.ormtracing.jdbc@VERSION orm:client:db_query CLIENT
                  - db.namespace=string
                  - db.query.summary="select Author"
                  - db.query.text="select a1_0.id,a1_0.name from Author a1_0 where a1_0.name=?"
                  - db.response.returned_rows=1
                  - db.system.name="h2database"
                  - db.system="h2"
                  - orm.db.last_row.duration=double
                  - orm.entity="Author"
                  - orm.load="query"
                dev.ormtracing.hibernate@VERSION orm:client:hydrate INTERNAL
              dev.ormtracing.hibernate@VERSION orm:client:operation INTERNAL -> orm:client:operation
                - method="initialize"
                - model="Author"
                - name="Author.books.initialize"
                - orm.collections.loaded=1
                - orm.entities.loaded=2
                - orm.lazy=true
                - orm.role="Author.books"
                - orm.rows.read=2
                dev.ormtracing.hibernate@VERSION orm:client:serialize INTERNAL
                dev.ormtracing.jdbc@VERSION orm:client:connect INTERNAL
                  - db.client.connection.pool.name=string
                dev.ormtracing.jdbc@VERSION orm:client:db_query CLIENT
                  - db.namespace=string
                  - db.query.summary="select Book"
                  - db.query.text="select b1_0.author_id,b1_0.id,b1_0.title from Book b1_0 where b1_0.author_id=?"
                  - db.response.returned_rows=2
                  - db.system.name="h2database"
                  - db.system="h2"
                  - orm.db.last_row.duration=double
                  - orm.entity="Book"
                  - orm.load="collection"
                  - orm.role="Author.books"
                dev.ormtracing.hibernate@VERSION orm:client:hydrate INTERNAL
              dev.ormtracing.hibernate@VERSION orm:client:operation INTERNAL ERROR
                - error.type="org.hibernate.exception.ConstraintViolationException"
                - method="insert"
                - model="Author"
                - name="Author.insert"
                ! exception
                  - exception.stacktrace=string
                  - exception.type="org.hibernate.exception.ConstraintViolationException"
                dev.ormtracing.hibernate@VERSION orm:client:serialize INTERNAL
                dev.ormtracing.jdbc@VERSION orm:client:connect INTERNAL
                  - db.client.connection.pool.name=string
                dev.ormtracing.jdbc@VERSION orm:client:db_query CLIENT ERROR
                  - db.namespace=string
                  - db.query.summary="insert Author"
                  - db.query.text="insert into Author (name,id) values (?,?)"
                  - db.response.status_code="23505"
                  - db.system.name="h2database"
                  - db.system="h2"
                  - error.type="23505"
                  - orm.entity="Author"
                  ! exception
                    - exception.stacktrace=string
                    - exception.type="org.h2.jdbc.JdbcSQLIntegrityConstraintViolationException"
            dev.ormtracing.hibernate@VERSION orm:client:disconnect INTERNAL
            """.replace("VERSION", System.getProperty("orm-tracing.version"));

    private record Received(InstrumentationScope scope, Span span) {}

    private final List<Received> received = new ArrayList<>();
    private final Set<ByteString> ids = new HashSet<>();
    private final Map<ByteString, List<Received>> children = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private OtlpTree(List<ResourceSpans> messages) {
        for (ResourceSpans resource : messages) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> received.add(new Received(scope.getScope(), span)));
            }
        }
        received.sort(Comparator.comparingLong(each -> each.span().getStartTimeUnixNano()));
        received.forEach(
                each -> ids.add(each.span().getTraceId().concat(each.span().getSpanId())));
        children.putAll(received.stream().collect(Collectors.groupingBy(OtlpTree::parentOf)));
    }

    /** The trees, in the order in which their roots have started. */
    static String of(List<ResourceSpans> messages) {
        OtlpTree tree = new OtlpTree(messages);
        tree.received.stream().filter(tree::isRoot).forEach(root -> tree.append(root, ""));
        return tree.text.toString();
    }

    /** The attributes of a resource that are not about the machine or the SDK. */
    static String resource(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().startsWith("service.")
                        && !attribute.getKey().equals("service.instance.id"))
                .map(attribute -> attribute.getKey() + "=" + value(attribute.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private boolean isRoot(Received candidate) {
        return !ids.contains(parentOf(candidate));
    }

    private static ByteString parentOf(Received each) {
        return each.span().getTraceId().concat(each.span().getParentSpanId());
    }

    private void append(Received each, String indent) {
        Span span = each.span();
        text.append(indent).append(heading(each)).append('\n');
        String below = indent + "  ";
        attributes(span.getAttributesList(), below);
        for (Span.Event event : span.getEventsList()) {
            text.append(below).append("! ").append(event.getName()).append('\n');
            attributes(event.getAttributesList(), below + "  ");
        }
        children.getOrDefault(span.getTraceId().concat(span.getSpanId()), List.of())
                .forEach(child -> append(child, below));
    }

    private String heading(Received each) {
        Span span = each.span();
        StringBuilder heading = new StringBuilder()
                .append(each.scope().getName())
                .append('@')
                .append(each.scope().getVersion())
                .append(' ')
                .append(span.getName())
                .append(' ')
                .append(span.getKind().name().replace("SPAN_KIND_", ""));
        if (span.getStatus().getCode() != Status.StatusCode.STATUS_CODE_UNSET) {
            heading.append(' ').append(span.getStatus().getCode().name().replace("STATUS_CODE_", ""));
        }
        span.getLinksList().forEach(link -> heading.append(" -> ").append(nameOf(link)));
        return heading.toString();
    }

    private String nameOf(Span.Link link) {
        return received.stream()
                .map(Received::span)
                .filter(span -> span.getTraceId().equals(link.getTraceId())
                        && span.getSpanId().equals(link.getSpanId()))
                .map(Span::getName)
                .findFirst()
                .orElseGet(() -> HexFormat.of().formatHex(link.getSpanId().toByteArray()));
    }

    private void attributes(List<KeyValue> attributes, String indent) {
        attributes.stream()
                .filter(attribute ->
                        !attribute.getKey().startsWith("thread.") && !ONLY_IF_LONG.contains(attribute.getKey()))
                .map(attribute -> indent + "- " + attribute.getKey() + "=" + stable(attribute) + "\n")
                .sorted()
                .forEach(text::append);
    }

    private static String stable(KeyValue attribute) {
        boolean differs = attribute.getKey().endsWith(".duration")
                || attribute.getKey().endsWith(".stacktrace")
                || attribute.getKey().equals("db.client.connection.pool.name")
                || attribute.getKey().equals("db.namespace");
        return differs
                ? attribute
                        .getValue()
                        .getValueCase()
                        .name()
                        .replace("_VALUE", "")
                        .toLowerCase()
                : value(attribute.getValue());
    }

    private static String value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> '"' + value.getStringValue() + '"';
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(OtlpTree::value)
                        .collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }
}
