package dev.ormtracing.core.internal.name;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** What an operation is called: Prisma's three keys. Immutable, built once per operation of a model. */
public final class OperationName {

    public final String method;
    public final OperationKind kind;
    public final @Nullable String model;
    public final String full;

    /** Whether the operation makes statements of the state of entities, at once or for the flush. */
    public final boolean takesEntityState;

    /** Whether all it does besides the database is to write entities. */
    public final boolean writesEntities;

    /** Whether the same again may be an N+1. */
    public final boolean mayRepeat;

    public final Attributes attributes;

    private boolean readsAttribute;
    private @Nullable SqlTag tag;
    private @Nullable Attributes metricAttributes;

    public OperationName(OperationMethod called, @Nullable String model, @Nullable String name) {
        this.method = called.methodName();
        this.kind = called.kind();
        this.model = model == null ? null : AuditModel.nameOf(model);
        if (name != null) {
            this.full = name;
        } else {
            this.full = model == null ? method : this.model + "." + method;
        }
        this.takesEntityState = kind.takesEntityState();
        this.writesEntities = kind.writesEntities();
        this.mayRepeat = kind.mayRepeat();
        AttributesBuilder keys = Attributes.builder().put(OrmAttributes.METHOD, method);
        if (model != null) {
            keys.put(OrmAttributes.MODEL, AuditModel.nameOf(model));
            if (AuditModel.isAudit(model)) {
                keys.put(OrmAttributes.AUDIT, true);
            }
        }
        if (isLazy()) {
            describeLazy(keys, name != null);
        }
        this.attributes = keys.put(OrmAttributes.NAME, full).build();
    }

    /** A session that loads no association by itself does so on request, which is not lazy. */
    private void describeLazy(AttributesBuilder keys, boolean hasRole) {
        if (kind != OperationKind.FETCH) {
            keys.put(OrmAttributes.LAZY, true);
        }
        if (hasRole) {
            keys.put(OrmAttributes.ROLE, role());
        }
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
        return kind.isLazy();
    }

    /** Remembers whether the operation reads a lazy attribute. Operations of one name always read the same. */
    public void reads(@Nullable StatementPurpose purpose) {
        if (purpose != null && purpose.readsAttribute(model)) {
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

    /** Whether it is called more than its method: a native query of no entity is not. */
    public boolean isNamed() {
        return !full.equals(method);
    }

    /** Whether nothing is known but that a statement runs. */
    public boolean isUnknown() {
        return kind == OperationKind.STATEMENT && model == null && full.equals(method);
    }

    /** Whether many equal ones may be one span, which has nothing below it. */
    public boolean mayBeMerged() {
        return kind.mayBeMerged();
    }

    boolean isOf(OperationMethod called) {
        return kind == called.kind() && method.equals(called.methodName());
    }

    public boolean isOfModel(@Nullable String candidate) {
        return model != null && model.equals(candidate);
    }

    /** Whether it asks a collection for something without loading it. */
    public boolean counts() {
        return kind == OperationKind.ASK_LAZILY;
    }

    /** Whether it asks a collection for one element without loading it. */
    public boolean readsElement() {
        return kind == OperationKind.READ_ELEMENT;
    }

    public boolean runsCodeOfTheApplication() {
        return kind == OperationKind.RUN_CODE;
    }
}
