package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.OperationMethod;

/** What an operation is called that is seen by what Hibernate does, without a call on a session or a query of ours. */
public enum ImplicitMethod implements OperationMethod {
    INITIALIZE("initialize", OperationKind.LOAD_LAZILY),
    SIZE("size", OperationKind.ASK_LAZILY),
    CONTAINS("contains", OperationKind.ASK_LAZILY),
    CONTAINS_KEY("containsKey", OperationKind.ASK_LAZILY),
    GET("get", OperationKind.READ_ELEMENT),
    SELECT("select", OperationKind.OTHER),
    SCROLL("scroll", OperationKind.CURSOR),
    CREATE_QUERY("createQuery", OperationKind.OTHER),
    EXECUTE_UPDATE("executeUpdate", OperationKind.CHANGE_ROWS),
    EXECUTE("execute", OperationKind.STATEMENT),

    /** Operations only where they fail. */
    OPEN_SESSION("openSession", OperationKind.OTHER),
    OPEN_STATELESS_SESSION("openStatelessSession", OperationKind.OTHER);

    private final String methodName;
    private final OperationKind kind;

    ImplicitMethod(String methodName, OperationKind kind) {
        this.methodName = methodName;
        this.kind = kind;
    }

    @Override
    public String methodName() {
        return methodName;
    }

    @Override
    public OperationKind kind() {
        return kind;
    }
}
