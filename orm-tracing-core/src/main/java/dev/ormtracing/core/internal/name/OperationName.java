package dev.ormtracing.core.internal.name;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operation is called: Prisma's three keys. Immutable, built once per operation of a model. */
public final class OperationName {

    private static final Set<String> TAKING_STATE = Set.of(
            "persist",
            "merge",
            "replicate",
            "save",
            "saveOrUpdate",
            "insert",
            "insertMultiple",
            "upsert",
            "upsertMultiple");

    /** Reads that are many at once by themselves, and what an entity is written with. */
    private static final Set<String> NEVER_REPEATING = Set.of(
            "persist",
            "replicate",
            "save",
            "insert",
            "insertMultiple",
            "flush",
            "findMultiple",
            "getMultiple",
            "multiLoad",
            "byMultipleIds",
            "byMultipleNaturalId");

    private static final Set<String> FINDING_ONE =
            Set.of("find", "get", "load", "loadOptional", "getReference", "byId");

    private static final Set<String> LAZY = Set.of("initialize", "fetch", "size", "contains", "containsKey");

    private static final Set<String> COUNTING = Set.of("size", "contains", "containsKey");

    /** The methods whose operations continue after the call. */
    private static final Set<String> CURSORS = Set.of("getResultStream", "stream", "scroll");

    private static final Set<String> RUNNING_CODE = Set.of("doWork", "doReturningWork");

    public final String method;
    public final @Nullable String model;
    public final String full;

    /** Whether the operation makes statements of the state of entities, at once or for the flush. */
    public final boolean takesEntityState;

    /** Whether many equal ones may be one span, which has nothing below it. */
    public final boolean mayBeMerged;

    /** Whether the same again may be an N+1. */
    public final boolean mayRepeat;

    /** Whether nothing is known but that a statement runs. */
    public final boolean isUnknown;

    public final Attributes attributes;

    /** {@code User.posts.get}, while {@code User.get} is the session's. */
    private final boolean readsElement;

    private boolean readsAttribute;
    private @Nullable SqlTag tag;
    private @Nullable Attributes metricAttributes;

    public OperationName(String method, @Nullable String model, @Nullable String name) {
        this.method = method;
        this.model = model == null ? null : AuditModel.nameOf(model);
        if (name != null) {
            this.full = name;
        } else {
            this.full = model == null ? method : this.model + "." + method;
        }
        this.isUnknown = model == null && name == null && method.equals("execute");
        this.takesEntityState = TAKING_STATE.contains(method);
        this.mayBeMerged = !CURSORS.contains(method) && !RUNNING_CODE.contains(method);
        this.mayRepeat = !NEVER_REPEATING.contains(method);
        this.readsElement = name != null && method.equals("get");
        AttributesBuilder keys = Attributes.builder().put(OrmAttributes.METHOD, method);
        if (model != null) {
            keys.put(OrmAttributes.MODEL, AuditModel.nameOf(model));
            if (AuditModel.isAudit(model)) {
                keys.put(OrmAttributes.AUDIT, true);
            }
        }
        this.attributes = keys.put(OrmAttributes.NAME, full).build();
    }

    /** The attributes for metrics, of which there is a limited number. Built on first use; a race builds equal ones. */
    public Attributes metricAttributes() {
        Attributes known = metricAttributes;
        if (known == null) {
            AttributesBuilder keys = Attributes.builder().put(OrmAttributes.METHOD, method);
            known = (model == null ? keys : keys.put(OrmAttributes.MODEL, model)).build();
            metricAttributes = known;
        }
        return known;
    }

    /** Whether it loads an association, which {@link #role} names. */
    public boolean isLazy() {
        return readsElement || LAZY.contains(method);
    }

    /** Remembers whether the operation reads a lazy attribute. Operations of one name always read the same. */
    public void reads(@Nullable StatementPurpose cause) {
        if (cause != null && cause.readsAttribute(model)) {
            readsAttribute = true;
        }
    }

    /** Whether it loads a lazy attribute that is no association. */
    public boolean readsAttribute() {
        return readsAttribute;
    }

    /** {@code User.posts}, or the model that a proxy stands for. */
    public String role() {
        return full.endsWith("." + method) ? full.substring(0, full.length() - method.length() - 1) : full;
    }

    /** How comments of statements name it. A race makes an equal one twice. */
    public SqlTag tag() {
        SqlTag known = tag;
        if (known == null) {
            known = SqlTag.encoded(SqlTag.OPERATION, full);
            tag = known;
        }
        return known;
    }

    public boolean isOfModel(@Nullable String candidate) {
        return model != null && model.equals(candidate);
    }

    /** Whether it asks a collection for something without loading it. */
    public boolean counts() {
        return COUNTING.contains(method);
    }

    public boolean findsOne() {
        return FINDING_ONE.contains(method);
    }

    public boolean runsCodeOfTheApplication() {
        return RUNNING_CODE.contains(method);
    }
}
